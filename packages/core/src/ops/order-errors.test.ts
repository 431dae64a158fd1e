import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import {
  DTypeError,
  DisposedError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  zeros,
} from "../index.js";

/** Calls an operation as JavaScript may: with any array and any options. */
type Call = (x: NDArray, options?: object) => unknown;
type Refusal = readonly [what: string, refused: () => unknown, error: new (...args: never) => Error, message: string];

/** Operations along one axis, that must be there. */
const along: Readonly<Record<string, Call>> = {
  sort: core.sort,
  argsort: core.argsort,
  partition: (x, options) => core.partition(x, 0, options),
  argpartition: (x, options) => core.argpartition(x, 0, options),
  topK: (x, options) => core.topK(x, 1, options),
};
/** Reductions over any axes, of something. */
const choosing: Readonly<Record<string, Call>> = {
  quantile: (x, options) => core.quantile(x, 0.5, options),
  percentile: (x, options) => core.percentile(x, 50, options),
  nanQuantile: (x, options) => core.nanQuantile(x, 0.5, options),
  median: core.median,
  nanMedian: core.nanMedian,
  nanMax: core.nanMax,
  nanMin: core.nanMin,
};
/** Reductions over any axes, also of nothing. */
const adding: Readonly<Record<string, Call>> = {
  nanSum: core.nanSum,
  nanMean: core.nanMean,
  nanVariance: core.nanVariance,
  nanStd: core.nanStd,
  countNonzero: core.countNonzero,
};
const oneAxis: Readonly<Record<string, Call>> = { nanArgMax: core.nanArgMax, nanArgMin: core.nanArgMin };
/** Operations without axes. */
const flat: Readonly<Record<string, Call>> = {
  unique: core.unique,
  uniqueAll: core.uniqueAll,
  uniqueCounts: core.uniqueCounts,
  uniqueInverse: core.uniqueInverse,
  uniqueValues: core.uniqueValues,
  nonzero: core.nonzero,
  histogram: core.histogram,
  isin: (x, options) => core.isin(x, zeros([1]), options),
};

const matrix = (): NDArray => zeros([2, 3]) as NDArray;
const given = (options: unknown): object => options as object; // as JavaScript may

/** What every operation refuses of its array. */
function ofArray(op: string, call: Call, name = "x", noOrder = ""): Refusal[] {
  const disposed = array([1, 2]) as NDArray;
  disposed.dispose();
  return [
    [
      "no array",
      () => call(3 as never),
      ValueError,
      `${op}: ${name} must be an NDArray; got 3. Make one with array(…).`,
    ],
    [
      "complex numbers",
      () => call(array([1], { dtype: "complex64" }) as NDArray),
      DTypeError,
      `${op}: ${name} must be real; got ${name} complex64.${noOrder}`,
    ],
    [
      "a disposed array",
      () => call(disposed),
      DisposedError,
      `${op}: the array must be live; got one that was disposed or left its scope. Return it from the scope, or copy it first.`,
    ],
  ];
}

function ofOptions(op: string, call: Call): Refusal {
  const message = `${op}: options must be an object; got 1. Give them by name: { name: value }.`;
  return ["a number for options", () => call(arange(3) as NDArray, given(1)), ValueError, message];
}

function ofAxis(op: string, call: Call): Refusal[] {
  return [2, -3, 1.5].map((axis) => [
    `axis ${axis}`,
    () => call(matrix(), { axis }),
    IndexError,
    `${op}: axis must be an integer in [-2, 1] for an array of 2 axes; got ${axis}.`,
  ]);
}

function twice(op: string, call: Call): Refusal {
  return [
    "an axis twice",
    () => call(matrix(), { axis: [0, -2] }),
    IndexError,
    `${op}: axes must be distinct; got axis 0 twice.`,
  ];
}

function empty(op: string, call: Call, axes: string): Refusal {
  const message = `${op}: the reduced ${axes} must not be empty; got x [0, 2].`;
  return ["nothing to choose from", () => call(zeros([0, 2]) as NDArray, { axis: 0 }), ShapeError, message];
}

function expectRefusal(refused: () => unknown, error: new (...args: never) => Error, message: string): void {
  expect(refused).toThrow(error);
  expect(refused).toThrow(expect.objectContaining({ message }));
}

describe.each(Object.entries(along))("%s", (op, call) => {
  it.each<Refusal>([
    ...ofArray(op, call, "x", " Complex numbers have no order."),
    ...ofAxis(op, call),
    ofOptions(op, call),
    [
      "no axis",
      () => call(array(1) as NDArray),
      IndexError,
      `${op}: there must be an axis to choose; got a 0-d array.`,
    ],
  ])("refuses %s", (_, refused, error, message) => expectRefusal(refused, error, message));
});

describe.each(Object.entries(choosing))("%s", (op, call) => {
  it.each<Refusal>([
    ...ofArray(op, call),
    ...ofAxis(op, call),
    ofOptions(op, call),
    twice(op, call),
    empty(op, call, "axes"),
  ])("refuses %s", (_, refused, error, message) => expectRefusal(refused, error, message));
});

describe.each(Object.entries(adding))("%s", (op, call) => {
  it.each<Refusal>([...ofArray(op, call), ...ofAxis(op, call), ofOptions(op, call), twice(op, call)])(
    "refuses %s",
    (_, refused, error, message) => expectRefusal(refused, error, message),
  );
});

describe.each(Object.entries(oneAxis))("%s", (op, call) => {
  it.each<Refusal>([
    ...ofArray(op, call),
    ...ofAxis(op, call),
    ofOptions(op, call),
    empty(op, call, "axis"),
    [
      "a slice without a number",
      () => call(array([[NaN, NaN]]) as NDArray, { axis: 1 }),
      ValueError,
      `${op}: there must be a number to choose; got NaN only. Drop such slices, or fill them.`,
    ],
  ])("refuses %s", (_, refused, error, message) => expectRefusal(refused, error, message));
});

describe.each(Object.entries(flat))("%s", (op, call) => {
  it.each<Refusal>(ofArray(op, call))("refuses %s", (_, refused, error, message) =>
    expectRefusal(refused, error, message),
  );
});

describe("searchsorted", () => {
  const call: Call = (x, options) => core.searchsorted(x, zeros([1]), options);
  const sorter =
    (s: unknown): (() => unknown) =>
    () =>
      call(arange(2) as NDArray, { sorter: s });
  it.each<Refusal>([
    ...ofArray("searchsorted", call, "sorted"),
    ...ofArray("searchsorted", (x) => core.searchsorted(arange(3) as NDArray, x), "values"),
    ofOptions("searchsorted", call),
    ["several axes", () => call(matrix()), ShapeError, "searchsorted: sorted must have one axis; got sorted [2, 3]."],
    [
      "another side",
      () => call(arange(2) as NDArray, { side: 1 }),
      ValueError,
      'searchsorted: side must be "left" or "right"; got 1.',
    ],
    ["no sorter", sorter(3), ValueError, "searchsorted: sorter must be an NDArray; got 3. Make one with array(…)."],
    [
      "a sorter of several axes",
      sorter(matrix()),
      ShapeError,
      "searchsorted: sorter must have one axis; got sorter [2, 3].",
    ],
    [
      "a sorter of floats",
      sorter(zeros([2])),
      DTypeError,
      "searchsorted: sorter must be integers; got sorter float64. Take what argsort answers.",
    ],
  ])("refuses %s", (_, refused, error, message) => expectRefusal(refused, error, message));
});

describe("isin", () => {
  it.each<Refusal>([
    ...ofArray("isin", (x) => core.isin(arange(3) as NDArray, x), "among"),
    ofOptions("isin", (x, options) => core.isin(x, x, options)),
  ])("refuses %s for among", (_, refused, error, message) => expectRefusal(refused, error, message));
});

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
  it.each<Refusal>([
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
  ])("refuses %s", (_, refused, error, message) => expectRefusal(refused, error, message));
});
