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
