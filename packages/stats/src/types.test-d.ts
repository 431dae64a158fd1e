import { type NDArray, type Float, random, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import { PCA, Standardizer, correlation, covariance, trainTestSplit } from "./index.js";

describe("fitted models", () => {
  test("carry dimensions and dtype to what they answer", () => {
    const x = zeros([100, 6], { dtype: "float32" });
    const scaler = Standardizer.fit(x);
    expectTypeOf(scaler.mean).toEqualTypeOf<NDArray<"float32", readonly [6]>>();
    expectTypeOf(scaler.transform(zeros([7, 6]))).toEqualTypeOf<NDArray<"float64", readonly [7, 6]>>();
    const pca = PCA.fit(x, { components: 2 });
    expectTypeOf(pca.components).toEqualTypeOf<NDArray<"float32", readonly [2, 6]>>();
    expectTypeOf(pca.transform(x)).toEqualTypeOf<NDArray<"float32", readonly [100, 2]>>();
    expectTypeOf(pca.reconstruct(x, 1)).toEqualTypeOf<NDArray<"float32", readonly [100, 6]>>();
    expectTypeOf(PCA.fit(zeros([5, 3], { dtype: "uint8" })).mean.dtype).toEqualTypeOf<"float64">();
    expectTypeOf(covariance(x)).toEqualTypeOf<NDArray<"float32", readonly [6, 6]>>();
    expectTypeOf(correlation(zeros([5, 3], { dtype: "int8" })).dtype).toEqualTypeOf<"float64">();
    // @ts-expect-error five columns where six were fitted
    scaler.transform(zeros([7, 5]));
  });

  test("are models of unknown dimensions too", () => {
    const any: PCA = PCA.fit(zeros([100, 6]), { components: 2 });
    expectTypeOf(any.mean.dtype).toEqualTypeOf<Float>();
    const scaler: Standardizer = Standardizer.fit(zeros([2, 2]));
    expectTypeOf(scaler.scale.shape).toEqualTypeOf<readonly [number]>();
  });
});

describe("parts of a split", () => {
  test("have as many rows as there come to be", () => {
    const data = { x: random(0).normal([10, 3]), y: zeros([10], { dtype: "int32" }), name: "iris" };
    const { train, test: rest } = trainTestSplit(data, { stratify: data.y });
    expectTypeOf(train.x).toEqualTypeOf<NDArray<"float64", readonly [number, 3]>>();
    expectTypeOf(rest.y).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    expectTypeOf(rest.name).toEqualTypeOf<string>();
    const plain: NDArray = data.x;
    expectTypeOf(trainTestSplit(plain).train.shape).toBeAny();
  });
});
