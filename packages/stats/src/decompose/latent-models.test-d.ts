import { type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  CCA,
  ClassicalMDS,
  FastICA,
  LinearDiscriminantAnalysis,
  NMF,
  PLSRegression,
  QuadraticDiscriminantAnalysis,
  RandomProjection,
  procrustes,
} from "../index.js";

const x = zeros([100, 6], { dtype: "float32" });
const y = zeros([100], { dtype: "int32" });

describe("models of classes and latent structure carry dimensions and dtypes", () => {
  test("discriminants", () => {
    const lda = LinearDiscriminantAnalysis.fit(x, y, { components: 2 });
    expectTypeOf(lda.components).toEqualTypeOf<NDArray<"float32", readonly [2, 6]>>();
    expectTypeOf(lda.transform(x)).toEqualTypeOf<NDArray<"float32", readonly [100, 2]>>();
    expectTypeOf(lda.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"int32", readonly [7]>>();
    expectTypeOf(lda.predictProbabilities(x)).toEqualTypeOf<NDArray<"float32", readonly [100, number]>>();
    const qda = QuadraticDiscriminantAnalysis.fit(x, y.equal(0));
    expectTypeOf(qda.predict(x)).toEqualTypeOf<NDArray<"bool", readonly [100]>>();
    // @ts-expect-error five columns where six were fitted
    lda.predict(zeros([7, 5]));
    // @ts-expect-error a label for each row
    QuadraticDiscriminantAnalysis.fit(x, zeros([99], { dtype: "int32" }));
  });

  test("two tables", () => {
    const cca = CCA.fit(x, zeros([100, 3]), { components: 2 });
    expectTypeOf(cca.yWeights).toEqualTypeOf<NDArray<"float64", readonly [3, 2]>>();
    expectTypeOf(cca.transformTarget(zeros([5, 3], { dtype: "float64" })).shape).toEqualTypeOf<readonly [5, 2]>();
    const pls = PLSRegression.fit(x, zeros([100, 3], { dtype: "float32" }), { components: 4 });
    expectTypeOf(pls.coefficients).toEqualTypeOf<NDArray<"float32", readonly [6, 3]>>();
    expectTypeOf(pls.predict(x)).toEqualTypeOf<NDArray<"float32", readonly [100, 3]>>();
    expectTypeOf(PLSRegression.fit(x, zeros([100])).predict(x).shape).toEqualTypeOf<readonly [100]>();
    // @ts-expect-error a row of y for each of x
    CCA.fit(x, zeros([99, 3]));
  });

  test("factors", () => {
    expectTypeOf(FastICA.fit(x, { components: 3 }).mixing).toEqualTypeOf<NDArray<"float32", readonly [6, 3]>>();
    const nmf = NMF.fit(zeros([9, 4], { dtype: "uint8" }), { components: 2 });
    expectTypeOf(nmf.components).toEqualTypeOf<NDArray<"float64", readonly [2, 4]>>();
    expectTypeOf(nmf.inverseTransform(nmf.transform(zeros([3, 4]))).shape).toEqualTypeOf<readonly [3, 4]>();
    expectTypeOf(RandomProjection.fit(x, { components: 3 }).transform(x).shape).toEqualTypeOf<readonly [100, 3]>();
  });

  test("configurations", () => {
    const mds = ClassicalMDS.fit(zeros([8, 8]), { components: 2 });
    expectTypeOf(mds.points.shape).toEqualTypeOf<readonly [8, 2]>();
    expectTypeOf(mds.transform(zeros([3, 8])).shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf(procrustes(zeros([5, 2]), zeros([5, 2])).rotation.shape).toEqualTypeOf<readonly [2, 2]>();
    // @ts-expect-error a point for each point
    procrustes(zeros([5, 2]), zeros([4, 2]));
  });

  test("are models of unknown dimensions too", () => {
    const models: [LinearDiscriminantAnalysis, CCA, PLSRegression, FastICA, NMF] = [
      LinearDiscriminantAnalysis.fit(x, y),
      CCA.fit(x, x),
      PLSRegression.fit(x, x),
      FastICA.fit(x),
      NMF.fit(x),
    ];
    expectTypeOf(models[0].predict(x).shape).toEqualTypeOf<readonly [100]>();
    const table: NDArray = x;
    expectTypeOf(FastICA.fit(table).transform(table).shape).toExtend<readonly [any, any]>();
  });
});
