import { type Float, type NDArray, random, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  FactorAnalysis,
  IncrementalPCA,
  KernelPCA,
  PCA,
  ProbabilisticPCA,
  TruncatedSVD,
  Whitening,
  varimax,
} from "../index.js";

const x = random(0).normal([100, 6], { dtype: "float32" });
const next = zeros([7, 6]);

describe("models of components", () => {
  test("carry columns, components and dtype to what they answer", () => {
    const pca = PCA.fit(x, { components: 2, solver: "randomized", signs: "scores" });
    expectTypeOf(pca.loadings).toEqualTypeOf<NDArray<"float32", readonly [2, 6]>>();
    expectTypeOf(pca.communalities).toEqualTypeOf<NDArray<"float32", readonly [6]>>();
    const incremental = IncrementalPCA.fit(x, { components: 3 }).partialFit(next);
    expectTypeOf(incremental.components).toEqualTypeOf<NDArray<"float32", readonly [3, 6]>>();
    expectTypeOf(incremental.transform(next)).toEqualTypeOf<NDArray<"float64", readonly [7, 3]>>();
    expectTypeOf(IncrementalPCA.fit(x).components).toEqualTypeOf<NDArray<"float32", readonly [6, 6]>>();
    const lsa = TruncatedSVD.fit(x, { components: 2 });
    expectTypeOf(lsa.transform(next)).toEqualTypeOf<NDArray<"float64", readonly [7, 2]>>();
    expectTypeOf(KernelPCA.fit(x, { components: 4 }).transform(next)).toEqualTypeOf<
      NDArray<"float64", readonly [7, 4]>
    >();
    const model = ProbabilisticPCA.fit(x, { components: 2 });
    expectTypeOf(model.sample(5)).toEqualTypeOf<NDArray<"float32", readonly [5, 6]>>();
    expectTypeOf(model.scoreSamples(next)).toEqualTypeOf<NDArray<"float64", readonly [7]>>();
    const factors = FactorAnalysis.fit(x, { components: 2 });
    expectTypeOf(factors.transform(next)).toEqualTypeOf<NDArray<"float64", readonly [7, 2]>>();
    expectTypeOf(varimax(factors.loadings).rotation).toEqualTypeOf<NDArray<"float32", readonly [2, 2]>>();
    expectTypeOf(Whitening.fit(x).transform(next)).toEqualTypeOf<NDArray<"float64", readonly [7, 6]>>();
  });

  test("with a rule have as many components as there come to be", () => {
    const pca = PCA.fit(x, { components: { variance: 0.9 } });
    expectTypeOf(pca.components).toEqualTypeOf<NDArray<"float32", readonly [number, 6]>>();
    expectTypeOf(PCA.fit(x, { components: "mle" }).components.shape).toEqualTypeOf<readonly [number, 6]>();
  });

  test("refuse other columns, and read back as models of unknown sizes", () => {
    const whitening = Whitening.fit(x);
    // @ts-expect-error five columns where six were fitted
    whitening.transform(zeros([7, 5]));
    // @ts-expect-error five columns where six were fitted
    IncrementalPCA.fit(x).partialFit(zeros([7, 5]));
    // @ts-expect-error how many is not said
    TruncatedSVD.fit(x, {});
    const back: PCA = PCA.fromJSON({});
    expectTypeOf(back.mean.dtype).toEqualTypeOf<Float>();
    const any: PCA = PCA.fit(x, { components: 2 });
    expectTypeOf(any.components.shape).toEqualTypeOf<readonly [number, number]>();
  });
});
