import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { IndexError, type NDArray, ShapeError, ValueError, arange, array, zeros } from "../index.js";

describe("ranks and counts", () => {
  const x = arange(3) as NDArray;
  const integers = zeros([2], { dtype: "int32" }) as NDArray;
  const bins =
    (b: unknown): (() => unknown) =>
    () =>
      core.histogram(x, { bins: b as number });
  const range =
    (r: unknown): (() => unknown) =>
    () =>
      core.histogram(x, { range: r as [number, number] });
  const list = "histogram: bins must be an integer ≥ 1, a rule or a list of edges; got";
  it.each<readonly [what: string, refused: () => unknown, error: new (...args: never) => Error, message: string]>([
    [
      "no k",
      () => core.topK(x, "1" as never),
      ValueError,
      'topK: k must be an integer in [0, 3], the length of axis 0; got "1".',
    ],
    [
      "half a k",
      () => core.topK(x, 0.5),
      ValueError,
      "topK: k must be an integer in [0, 3], the length of axis 0; got 0.5.",
    ],
    [
      "a rank below",
      () => core.partition(x, -4),
      IndexError,
      "partition: kth must be an integer in [-3, 2] for axis 0; got -4.",
    ],
    [
      "a rank of nothing",
      () => core.argpartition(zeros([0]) as NDArray, 0),
      IndexError,
      "argpartition: kth must be an integer in [0, -1] for axis 0; got 0.",
    ],
    ["q that is NaN", () => core.quantile(x, NaN), ValueError, "quantile: q must lie in [0, 1]; got NaN."],
    ["no q", () => core.nanQuantile(x, "a" as never), ValueError, 'nanQuantile: q must lie in [0, 1]; got "a".'],
    ["a list with q beyond", () => core.quantile(x, [0.1, 2]), ValueError, "quantile: q must lie in [0, 1]; got 2."],
    [
      "no percents",
      () => core.percentile(x, [10, "x" as never]),
      ValueError,
      'percentile: q must lie in [0, 100]; got "x".',
    ],
    ["ddof of nanStd", () => core.nanStd(x, { ddof: NaN }), ValueError, "nanStd: ddof must be a number; got NaN."],
    [
      "no axis of nonzero",
      () => core.nonzero(array(1) as NDArray),
      ShapeError,
      "nonzero: x must have an axis; got x [].",
    ],
    ["half a bin", bins(1.5), ValueError, `${list} 1.5.`],
    ["bins that are null", bins(null), ValueError, `${list} null.`],
    ["bins that are an object", bins({}), ValueError, `${list} an object.`],
    ["one edge", bins([1]), ValueError, "histogram: bins must be at least two ascending edges; got [1]."],
    [
      "edges that are no numbers",
      bins(["a", 2]),
      ValueError,
      "histogram: bins must be at least two ascending edges; got [NaN, 2].",
    ],
    ["a range that falls", range([1, 0]), ValueError, "histogram: the range must be finite and ascending; got [1, 0]."],
    ["a range that is a number", range(3), ValueError, "histogram: range must be [low, high]; got 3."],
    ["a range of one", range([0]), ValueError, "histogram: range must be [low, high]; got a list."],
    [
      "options of histogram",
      () => core.histogram(x, 3 as never),
      ValueError,
      "histogram: options must be an object; got 3. Give them by name: { name: value }.",
    ],
    [
      "no array for bincount",
      () => core.bincount(3 as never),
      ValueError,
      "bincount: x must be an NDArray; got 3. Make one with array(…).",
    ],
    [
      "several axes of bincount",
      () => core.bincount(zeros([2, 2], { dtype: "int8" }) as NDArray),
      ShapeError,
      "bincount: x must have one axis; got x [2, 2].",
    ],
    [
      "weights that are no array",
      () => core.bincount(integers, { weights: 3 as never }),
      ValueError,
      "bincount: weights must be an NDArray; got 3. Make one with array(…).",
    ],
    [
      "weights of several axes",
      () => core.bincount(integers, { weights: zeros([2, 1]) as NDArray }),
      ShapeError,
      "bincount: weights must have one axis; got weights [2, 1].",
    ],
  ])("refuses %s", (_, refused, error, message) => {
    expect(refused).toThrow(error);
    expect(refused).toThrow(expect.objectContaining({ message }));
  });
});
