import { type NDArray, zeros } from "@linnet/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  KernelDensity,
  RunningCovariance,
  RunningMoments,
  covariance,
  describe as summarize,
  kendallCorrelation,
  ledoitWolf,
  mahalanobis,
  mode,
  rank,
  sampleMean,
  skewness,
  standardDeviation,
  weightedQuantile,
} from "../index.js";

describe("statistics of samples", () => {
  const table = zeros([100, 6], { dtype: "float32" });
  const series = zeros([100]);

  test("have one number for a vector, one a column for a table, of the dtype of the data", () => {
    expectTypeOf(sampleMean(table)).toEqualTypeOf<NDArray<"float32", readonly [6]>>();
    expectTypeOf(standardDeviation(series)).toEqualTypeOf<NDArray<"float64", readonly []>>();
    expectTypeOf(skewness(zeros([5, 3], { dtype: "int8" }))).toEqualTypeOf<NDArray<"float64", readonly [3]>>();
    expectTypeOf(weightedQuantile(table, [0.1, 0.9])).toEqualTypeOf<NDArray<"float32", readonly [2, 6]>>();
    expectTypeOf(rank(table)).toEqualTypeOf<NDArray<"float64", readonly [100, 6]>>();
    expectTypeOf(mode(zeros([5, 3], { dtype: "uint8" })).values).toEqualTypeOf<NDArray<"uint8", readonly [3]>>();
    const plain: NDArray = table;
    expectTypeOf(sampleMean(plain).shape).toBeAny();
  });

  test("of several columns are square or of the rows", () => {
    expectTypeOf(kendallCorrelation(table)).toEqualTypeOf<NDArray<"float32", readonly [6, 6]>>();
    expectTypeOf(ledoitWolf(table).covariance).toEqualTypeOf<NDArray<"float32", readonly [6, 6]>>();
    expectTypeOf(mahalanobis(table)).toEqualTypeOf<NDArray<"float32", readonly [100]>>();
    // @ts-expect-error five columns where x has six
    mahalanobis(table, { mean: zeros([5]) });
    // @ts-expect-error weights of other rows
    covariance(table, { weights: zeros([99]) });
    // @ts-expect-error a vector has no columns to correlate
    kendallCorrelation(series);
  });

  test("that come batch by batch know their columns", () => {
    const running = RunningMoments.fit(table);
    expectTypeOf(running.update(zeros([7, 6])).variance()).toEqualTypeOf<NDArray<"float64", readonly [6]>>();
    // @ts-expect-error five columns where six came before
    running.update(zeros([7, 5]));
    expectTypeOf(RunningMoments.empty(3).mean.shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(RunningCovariance.fit(table).covariance().shape).toEqualTypeOf<readonly [6, 6]>();
    // @ts-expect-error other columns
    RunningCovariance.empty(2).merge(RunningCovariance.empty(3));
  });

  test("densities know theirs", () => {
    const density = KernelDensity.fit(table);
    expectTypeOf(density.evaluate(zeros([9, 6]))).toEqualTypeOf<NDArray<"float64", readonly [9]>>();
    expectTypeOf(KernelDensity.fit(series).evaluate(zeros([9])).shape).toEqualTypeOf<readonly [9]>();
    expectTypeOf(density.sample(4).shape).toEqualTypeOf<readonly [4, 6]>();
    // @ts-expect-error five columns where six were fitted
    density.evaluate(zeros([9, 5]));
  });

  test("describe takes columns by name", () => {
    expectTypeOf(summarize({ a: series, b: ["x"] }).columns[0].count).toEqualTypeOf<number>();
    // @ts-expect-error what is missing is no word for it
    summarize(table, { missing: "drop" });
  });
});
