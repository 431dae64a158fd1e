import { describe, expectTypeOf, test } from "vitest";
import {
  type NDArray,
  argpartition,
  argsort,
  bincount,
  convolve,
  correlate,
  cumulativeProd,
  cumulativeSum,
  diff,
  gradient,
  histogram,
  interp,
  isin,
  median,
  nanArgMax,
  nanMax,
  nanMean,
  nanMedian,
  nanQuantile,
  nanStd,
  nanSum,
  nanVariance,
  nonzero,
  partition,
  percentile,
  quantile,
  searchsorted,
  sort,
  topK,
  trapezoid,
  unique,
  uniqueAll,
  uniqueCounts,
  uniqueInverse,
  uniqueValues,
  zeros,
} from "../index.js";

const x = zeros([2, 3, 4], { dtype: "float32" });
const counts = zeros([2, 3], { dtype: "int8" });
const some = zeros([2, 3]) as NDArray<"float64", readonly [number, 3]>;
const unranked: NDArray<"float64"> = zeros([2]);

describe("order", () => {
  test("sorted and partitioned arrays keep their shape, and positions are int32", () => {
    expectTypeOf(sort(x, { axis: 0, descending: true })).toEqualTypeOf<NDArray<"float32", readonly [2, 3, 4]>>();
    expectTypeOf(argsort(some)).toEqualTypeOf<NDArray<"int32", readonly [number, 3]>>();
    expectTypeOf(partition(counts, 1)).toEqualTypeOf<NDArray<"int8", readonly [2, 3]>>();
    expectTypeOf(argpartition(x, 1, { axis: 0 })).toEqualTypeOf<NDArray<"int32", readonly [2, 3, 4]>>();
    expectTypeOf(sort(unranked)).toEqualTypeOf<NDArray<"float64">>();
  });

  test("topK has k elements along its axis", () => {
    expectTypeOf(topK(x, 2).values).toEqualTypeOf<NDArray<"float32", readonly [2, 3, 2]>>();
    expectTypeOf(topK(x, 2, { axis: 1 }).indices).toEqualTypeOf<NDArray<"int32", readonly [2, 2, 4]>>();
    expectTypeOf(topK(x, 1 as number, { axis: 0 }).values.shape).toEqualTypeOf<readonly [number, 3, 4]>();
    expectTypeOf(topK(x, 1, { axis: 0 as number }).values.shape).toEqualTypeOf<readonly [number, number, number]>();
    expectTypeOf(topK(unranked, 1).values.shape).toBeAny();
  });

  test("searches answer in the shape of what is searched for", () => {
    const edges = zeros([5]);
    expectTypeOf(searchsorted(edges, counts)).toEqualTypeOf<NDArray<"int32", readonly [2, 3]>>();
    expectTypeOf(isin(x, edges)).toEqualTypeOf<NDArray<"bool", readonly [2, 3, 4]>>();
    expectTypeOf(nonzero(counts)).toEqualTypeOf<
      readonly [NDArray<"int32", readonly [number]>, NDArray<"int32", readonly [number]>]
    >();
    expectTypeOf(nonzero(unranked)[0].shape).toEqualTypeOf<readonly [number]>();
  });

  test("how many are distinct is not known", () => {
    expectTypeOf(unique(x)).toEqualTypeOf<NDArray<"float32", readonly [number]>>();
    expectTypeOf(uniqueValues(counts)).toEqualTypeOf<NDArray<"int8", readonly [number]>>();
    expectTypeOf(uniqueAll(counts).inverseIndices).toEqualTypeOf<NDArray<"int32", readonly [2, 3]>>();
    expectTypeOf(uniqueAll(counts).indices).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    expectTypeOf(uniqueCounts(x).counts).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    expectTypeOf(uniqueInverse(x).inverseIndices).toEqualTypeOf<NDArray<"int32", readonly [2, 3, 4]>>();
  });
});

describe("what follows an axis", () => {
  test("medians and quantiles; a list of quantiles makes a first axis", () => {
    expectTypeOf(median(x, { axis: 1 })).toEqualTypeOf<NDArray<"float32", readonly [2, 4]>>();
    expectTypeOf(median(counts)).toEqualTypeOf<NDArray<"float64", readonly []>>();
    expectTypeOf(quantile(x, 0.5, { axis: -1, keepDims: true }).shape).toEqualTypeOf<readonly [2, 3, 1]>();
    expectTypeOf(quantile(x, [0.1, 0.9], { axis: 0 })).toEqualTypeOf<NDArray<"float32", readonly [2, 3, 4]>>();
    expectTypeOf(percentile(counts, [5, 50, 95])).toEqualTypeOf<NDArray<"float64", readonly [3]>>();
    expectTypeOf(percentile(counts, [5] as number[]).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(nanQuantile(x, [0.5], { axis: 2 }).shape).toEqualTypeOf<readonly [1, 2, 3]>();
    expectTypeOf(nanMedian(some, { axis: 0 }).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(quantile(unranked, [0.5], { axis: 0 }).shape).toBeAny();
  });

  test("reductions that pass over NaN", () => {
    expectTypeOf(nanSum(counts)).toEqualTypeOf<NDArray<"int32", readonly []>>();
    expectTypeOf(nanMean(counts, { axis: 0 })).toEqualTypeOf<NDArray<"float64", readonly [3]>>();
    expectTypeOf(nanMax(x, { axis: 2 })).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(nanVariance(some, { axis: 1 }).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(nanStd(x, { axis: 0, keepDims: true }).shape).toEqualTypeOf<readonly [1, 3, 4]>();
    expectTypeOf(nanArgMax(x, { axis: 1 })).toEqualTypeOf<NDArray<"int32", readonly [2, 4]>>();
  });

  test("running sums, one longer with the sum of nothing", () => {
    expectTypeOf(cumulativeSum(counts, { axis: 1 })).toEqualTypeOf<NDArray<"int32", readonly [2, 3]>>();
    expectTypeOf(cumulativeSum(counts, { axis: -1, includeInitial: true }).shape).toEqualTypeOf<readonly [2, 4]>();
    expectTypeOf(cumulativeProd(zeros([9]), { includeInitial: true }).shape).toEqualTypeOf<readonly [10]>();
    expectTypeOf(cumulativeSum(zeros([5000]), { includeInitial: true }).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(cumulativeSum(some, { axis: 0, includeInitial: true as boolean }).shape).toEqualTypeOf<
      readonly [number, 3]
    >();
    expectTypeOf(cumulativeSum(unranked, { includeInitial: true }).shape).toBeAny();
  });

  test("differences, as many shorter as they are taken", () => {
    expectTypeOf(diff(x)).toEqualTypeOf<NDArray<"float32", readonly [2, 3, 3]>>();
    expectTypeOf(diff(x, { axis: 1, n: 2 }).shape).toEqualTypeOf<readonly [2, 1, 4]>();
    expectTypeOf(diff(x, { axis: 0, n: 5 }).shape).toEqualTypeOf<readonly [0, 3, 4]>();
    expectTypeOf(diff(x, { prepend: x }).shape).toEqualTypeOf<readonly [2, 3, number]>();
    expectTypeOf(diff(some, { axis: 0 }).shape).toEqualTypeOf<readonly [number, 3]>();
    expectTypeOf(diff(unranked).shape).toBeAny();
  });

  test("integrals and derivatives of samples", () => {
    expectTypeOf(trapezoid(counts)).toEqualTypeOf<NDArray<"float64", readonly [2]>>();
    expectTypeOf(trapezoid(x, { axis: 0 })).toEqualTypeOf<NDArray<"float32", readonly [3, 4]>>();
    expectTypeOf(gradient(zeros([7], { dtype: "int32" })).dtype).toEqualTypeOf<"float64">();
  });
});

describe("vectors", () => {
  test("histograms know their bins", () => {
    expectTypeOf(histogram(x).counts).toEqualTypeOf<NDArray<"int32", readonly [10]>>();
    expectTypeOf(histogram(x).edges).toEqualTypeOf<NDArray<"float64", readonly [11]>>();
    expectTypeOf(histogram(x, { bins: 4 }).edges.shape).toEqualTypeOf<readonly [5]>();
    expectTypeOf(histogram(x, { bins: [0, 1, 5] }).counts.shape).toEqualTypeOf<readonly [2]>();
    expectTypeOf(histogram(x, { bins: 3 as number }).edges.shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(histogram(x, { bins: "auto" }).counts.shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(bincount(counts as NDArray)).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    expectTypeOf(bincount(counts as NDArray, { weights: zeros([3]) }).dtype).toEqualTypeOf<"float64">();
  });

  test("correlations know their length in every mode", () => {
    const [a, v] = [zeros([10]), zeros([3], { dtype: "float32" })];
    expectTypeOf(convolve(a, v)).toEqualTypeOf<NDArray<"float64", readonly [12]>>();
    expectTypeOf(convolve(v, a, { mode: "same" }).shape).toEqualTypeOf<readonly [10]>();
    expectTypeOf(convolve(a, v, { mode: "valid" }).shape).toEqualTypeOf<readonly [8]>();
    expectTypeOf(correlate(v, a).shape).toEqualTypeOf<readonly [8]>();
    expectTypeOf(correlate(v, v, { mode: "full" })).toEqualTypeOf<NDArray<"float32", readonly [5]>>();
    expectTypeOf(correlate(unranked, v).shape).toEqualTypeOf<readonly [number]>();
  });

  test("interpolation answers where it is asked", () => {
    expectTypeOf(interp(counts, zeros([4]), zeros([4]))).toEqualTypeOf<NDArray<"float64", readonly [2, 3]>>();
  });
});
