import * as core from "@linnet/core";
import { LinnetError, type NDArray, array, random } from "@linnet/core";
import { describe, expect, it } from "vitest";

// Whatever a public function is given in place of an argument, it answers or throws an error of the library's own, whose
// message begins with the name of an operation: never a TypeError from somewhere inside, never a hang.

type Arguments = readonly unknown[];

const matrix = (): NDArray =>
  array([
    [1, 2, 3],
    [4, 5, 6],
  ]);
const vector = (): NDArray => array([0.25, 0.5, 0.75]);
const integers = (): NDArray => array([2, 0, 1], { dtype: "int32" });
const mask = (): NDArray => array([true, false, true]);
const rng = random(0);

const map = (): Arguments => [vector()];
const zip = (): Arguments => [matrix(), vector()];
const reduce = (): Arguments => [matrix(), { axis: 0, keepDims: true }];
const along = (): Arguments => [matrix(), { axis: 0 }];
const transform = (): Arguments => [matrix(), { axes: [0] }];
const bits = (): Arguments => [integers(), integers()];
const quantile = (): Arguments => [matrix(), 0.25, { axis: 0, method: "linear" }];

/** One call of each that is right. */
const calls: Readonly<Record<string, () => Arguments>> = {
  ...Object.fromEntries(
    (
      "abs acos acosh adjoint angle asin asinh atan atanh cbrt ceil conj cos cosh countNonzero digamma emptyLike erf erfc " +
      "exp exp2 expm1 floor gamma gelu imag isFinite isInf isNaN lgamma log log10 log1p log2 neg nonzero onesLike " +
      "positive real reciprocal relu round sigmoid sign signbit sin sinh softplus sqrt square tan tanh trunc unique " +
      "uniqueAll uniqueCounts uniqueInverse uniqueValues zerosLike"
    )
      .split(" ")
      .map((name) => [name, map]),
  ),
  ...Object.fromEntries(
    (
      "add allClose arrayEqual atan2 copysign div equal floorDivide greater greaterEqual hypot isin less lessEqual " +
      "logaddexp maximum minimum mul nextafter notEqual pow remainder sub vecdot"
    )
      .split(" ")
      .map((name) => [name, zip]),
  ),
  ...Object.fromEntries(
    (
      "all any argmax argmin logSumExp max mean median min nanMax nanMean nanMedian nanMin nanStd nanSum nanVariance " +
      "prod ptp std sum variance"
    )
      .split(" ")
      .map((name) => [name, reduce]),
  ),
  ...Object.fromEntries(
    (
      "argsort cumulativeProd cumulativeSum diff fft fftn flip gradient hfft ifft ifftn ihfft irfft irfftn logSoftmax " +
      "nanArgMax nanArgMin rfft rfftn softmax sort trapezoid"
    )
      .split(" ")
      .map((name) => [name, name.endsWith("fftn") ? transform : along]),
  ),
  ...Object.fromEntries(["logicalAnd", "logicalOr", "logicalXor"].map((name) => [name, () => [mask(), mask()]])),
  ...Object.fromEntries(
    ["bitwiseAnd", "bitwiseLeftShift", "bitwiseOr", "bitwiseRightShift", "bitwiseXor"].map((name) => [name, bits]),
  ),
  bitwiseInvert: () => [integers()],
  argpartition: () => [vector(), 1, { axis: 0 }],
  bincount: () => [integers(), { minLength: 5 }],
  broadcastArrays: () => [matrix(), vector()],
  broadcastShapes: () => [[2, 1], [3]],
  canCast: () => ["int8", "float32"],
  complex: () => [vector(), vector()],
  convolve: () => [vector(), vector(), { mode: "same" }],
  correlate: () => [vector(), vector(), { mode: "same" }],
  cross: () => [vector(), vector(), { axis: 0 }],
  einsum: () => ["ij,j->i", matrix(), vector()],
  einsumPath: () => ["ij,j->i", matrix(), vector()],
  empty: () => [[2], { dtype: "float32" }],
  fftfreq: () => [5, { d: 0.1 }],
  fftshift: () => [matrix(), { axes: [0] }],
  finfo: () => ["float32"],
  gather: () => [matrix(), [0, 1], { axis: 0 }],
  histogram: () => [vector(), { bins: 3, range: [0, 1] }],
  ifftshift: () => [matrix(), { axes: [0] }],
  iinfo: () => ["int8"],
  inner: () => [matrix(), vector()],
  inspect: () => [],
  interp: () => [vector(), vector(), vector()],
  isDType: () => ["int8", "integral"],
  kron: () => [matrix(), vector()],
  logicalNot: () => [mask()],
  meshgrid: () => [[vector(), vector()], { indexing: "ij" }],
  moveaxis: () => [matrix(), 0, 1],
  nanQuantile: quantile,
  outer: () => [vector(), vector()],
  partition: () => [vector(), 1, { axis: 0 }],
  percentile: quantile,
  putAlongAxis: () => [vector(), integers(), vector(), { axis: 0 }],
  quantile,
  reduceAxes: () => [matrix(), "a b -> a", core.sum],
  rearrange: () => [matrix(), "a (b c) -> (a b) c", { b: 3 }],
  repeat: () => [vector(), 2, { axis: 0 }],
  resultType: () => ["int8", vector()],
  rfftfreq: () => [5, { d: 0.1 }],
  rot90: () => [matrix(), { k: 1 }],
  searchsorted: () => [vector(), vector(), { side: "right" }],
  setThreads: () => [1],
  swapaxes: () => [matrix(), 0, 1],
  tensordot: () => [matrix(), matrix(), { axes: [[0], [0]] }],
  tile: () => [vector(), [2]],
  toRecord: () => [vector()],
  toText: () => [vector(), { precision: 3 }],
  topK: () => [vector(), 2, { axis: 0 }],
  unstack: () => [matrix(), { axis: 0 }],
  vander: () => [vector(), 2, { increasing: true }],
  withValue: () => [matrix(), [0, "1:"], 5],
  arange: () => [0, 5, 1],
  array: () => [[1, 2], { dtype: "float32" }],
  asarray: () => [[1, 2], { dtype: "float32" }],
  arraysIn: () => [{ a: vector() }],
  astype: () => [vector(), "float32"],
  broadcastTo: () => [vector(), [2, 3]],
  clip: () => [vector(), 0.3, 0.6],
  concat: () => [[vector(), vector()], { axis: 0 }],
  diag: () => [vector(), { offset: 1 }],
  diagonal: () => [matrix(), { offset: 1 }],
  expandDims: () => [vector(), 0],
  eye: () => [2, 3, { k: 1 }],
  fromFunction: () => [[2], (i: number) => i],
  full: () => [[2], 3, { dtype: "float32" }],
  fullLike: () => [vector(), 3],
  linspace: () => [0, 1, 5, { endpoint: true }],
  matmul: () => [matrix(), matrix().T],
  matrixTranspose: () => [matrix()],
  mapTree: () => [(x: NDArray) => x, { a: vector() }],
  mapTreeArrays: () => [(x: NDArray) => x, { a: vector() }],
  oneHot: () => [integers(), 3],
  ones: () => [[2], { dtype: "float32" }],
  pad: () => [vector(), [[1, 2]], { value: 1 }],
  permuteDims: () => [matrix(), [1, 0]],
  random: () => [1],
  randomCategorical: () => [rng, vector(), { axis: 0 }],
  randomExponential: () => [rng, [2], { scale: 2 }],
  randomGamma: () => [rng, 2, [2], { scale: 2 }],
  reshape: () => [matrix(), [3, 2]],
  roll: () => [matrix(), 1, { axis: 0 }],
  scatterAdd: () => [matrix(), [0], array([[1, 2, 3]]), { axis: 0 }],
  scope: () => [() => vector()],
  slice: () => [matrix(), 0, "1:"],
  split: () => [vector(), 3, { axis: 0 }],
  squeeze: () => [array([[1]]), 0],
  stack: () => [[vector(), vector()], { axis: 0 }],
  take: () => [matrix(), [0, 1], { axis: 0 }],
  takeAlongAxis: () => [matrix(), array([[0, 1, 0]], { dtype: "int32" }), { axis: 0 }],
  toLatex: () => [matrix()],
  trace: () => [matrix(), { offset: 1 }],
  treeArrays: () => [{ a: vector() }],
  treeLeaves: () => [{ a: vector() }],
  tril: () => [matrix(), { k: 1 }],
  triu: () => [matrix(), { k: 1 }],
  unflattenTree: () => [{ a: vector() }, [vector()]],
  where: () => [mask(), vector(), vector()],
  zeros: () => [[2], { dtype: "float32" }],
};

/** Not called: classes, errors, and what changes how everything else works. */
const left = ["NDArray", "Random", "State", "configure"];

const disposed = (): NDArray => {
  const x = array([1, 2, 3]);
  x.dispose();
  return x;
};

/** What somebody may give by mistake. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => NaN,
  "−1": () => -1,
  "a fraction": () => 1.5,
  Infinity: () => Infinity,
  "2⁴⁰": () => 2 ** 40,
  "a bigint": () => 1n,
  "a boolean": () => true,
  "a word": () => "word",
  "an empty string": () => "",
  "a symbol": () => Symbol("s"),
  "a function": () => () => 0,
  "an empty record": () => ({}),
  "an empty list": () => [],
  "a ragged list": () => [[1], [1, 2]],
  "a list of nonsense": () => [NaN, null, "x"],
  "a list of negative numbers": () => [-1, -7],
  "a huge shape": () => [2 ** 31, 2 ** 31],
  "a record of nonsense": () => ({ axis: "x", dtype: "float128", k: NaN, offset: null, keepDims: 3, scale: "x" }),
  "a repeated axis": () => ({ axis: [0, 0] }),
  "an axis out of range": () => ({ axis: 9 }),
  "a date": () => new Date(0),
  "a map": () => new Map([[1, 2]]),
  "a typed array": () => new Float32Array([1, 2]),
  "an array given back": disposed,
  "a 0-d array": () => array(2),
  "an empty array": () => core.zeros([0, 3]),
  "an array of integers": integers,
  "an array of bools": mask,
  "a complex array": () => core.zeros([3], { dtype: "complex64" }),
  "an array of five axes": () => core.ones([1, 1, 2, 1, 3]),
};

const functions: Readonly<Record<string, unknown>> = { ...core };

function attempt(name: string, args: Arguments): void {
  try {
    (functions[name] as (...given: Arguments) => unknown)(...args);
  } catch (error) {
    if (error instanceof LinnetError && /^\w[\w.]*: ./.test(error.message)) return;
    throw error;
  }
}

describe("a mistaken argument", () => {
  const names = Object.keys(functions).filter((name) => !name.endsWith("Error") && !left.includes(name));

  it("is tried with every public function", () => {
    expect(names.filter((name) => !Object.hasOwn(calls, name))).toEqual([]);
    expect(Object.keys(calls).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(names.filter((name) => Object.hasOwn(calls, name)))("%s answers, or says what it wants", (name) => {
    const right = calls[name]();
    expect(() => (functions[name] as (...given: Arguments) => unknown)(...right)).not.toThrow();
    const wrong: string[] = [];
    for (let place = 0; place < right.length; place++) {
      for (const [kind, make] of Object.entries(mistakes)) {
        try {
          attempt(name, calls[name]().with(place, make()));
        } catch (error) {
          wrong.push(`${kind} as argument ${place}: ${String(error)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
