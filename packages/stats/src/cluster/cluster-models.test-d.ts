import { type Float, type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  GaussianMixture,
  GaussianNaiveBayes,
  KMeans,
  NearestNeighboursClassifier,
  NearestNeighboursRegressor,
  pairwiseDistances,
  silhouettes,
} from "../index.js";

const x = zeros([100, 6], { dtype: "float32" });
const labels = zeros([100], { dtype: "uint8" });

describe("models of clusters and classes", () => {
  test("carry dimensions, dtype and form to what they answer", () => {
    const means = KMeans.fit(x, { clusters: 4 });
    expectTypeOf(means.centres).toEqualTypeOf<NDArray<"float32", readonly [4, 6]>>();
    expectTypeOf(means.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"int32", readonly [7]>>();
    expectTypeOf(means.transform(zeros([7, 6]))).toEqualTypeOf<NDArray<"float64", readonly [7, 4]>>();
    const mixture = GaussianMixture.fit(x, { components: 3 });
    expectTypeOf(mixture.covariance).toEqualTypeOf<"full">();
    expectTypeOf(mixture.covariances).toEqualTypeOf<NDArray<"float32", readonly [3, 6, 6]>>();
    expectTypeOf(mixture.predictProbabilities(x)).toEqualTypeOf<NDArray<"float32", readonly [100, 3]>>();
    expectTypeOf(mixture.sample(5).x).toEqualTypeOf<NDArray<"float32", readonly [5, 6]>>();
    const diagonal = GaussianMixture.fit(x, { components: 3, covariance: "diagonal" });
    expectTypeOf(diagonal.covariances.shape).toEqualTypeOf<readonly [3, 6]>();
    expectTypeOf(pairwiseDistances(x, zeros([5, 6]))).toEqualTypeOf<NDArray<"float64", readonly [100, 5]>>();
    // @ts-expect-error five columns where six were fitted
    means.predict(zeros([7, 5]));
    // @ts-expect-error how many clusters there are must be said
    KMeans.fit(x, {});
  });

  test("answer labels of the dtype that was given", () => {
    const nearest = NearestNeighboursClassifier.fit(x, labels);
    expectTypeOf(nearest.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"uint8", readonly [7]>>();
    const bayes = GaussianNaiveBayes.fit(x, labels);
    expectTypeOf(bayes.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<"uint8", readonly [7]>>();
    expectTypeOf(bayes.means).toEqualTypeOf<NDArray<"float32", readonly [number, 6]>>();
    const regressor = NearestNeighboursRegressor.fit(x, labels);
    expectTypeOf(regressor.predict(zeros([7, 6]))).toEqualTypeOf<NDArray<Float, readonly [7]>>();
    expectTypeOf(silhouettes(x, labels)).toEqualTypeOf<NDArray<"float64", readonly [100]>>();
    // @ts-expect-error labels have one axis
    NearestNeighboursClassifier.fit(x, zeros([100, 1]));
  });

  test("are models of unknown dimensions too", () => {
    const any: KMeans = KMeans.fit(x, { clusters: 2 });
    expectTypeOf(any.centres.dtype).toEqualTypeOf<Float>();
    const mixture: GaussianMixture = GaussianMixture.fit(x, { components: 2, covariance: "tied" });
    expectTypeOf(mixture.weights.shape).toEqualTypeOf<readonly [number]>();
  });
});
