import { grad, jvp } from "@linnet/autograd";
import {
  type NDArray,
  abs,
  add,
  array,
  astype,
  broadcastTo,
  clip,
  concat,
  cos,
  cumulativeSum,
  diag,
  diagonal,
  diff,
  div,
  exp,
  expandDims,
  expm1,
  flip,
  fromFunction,
  log,
  log1p,
  logSoftmax,
  logSumExp,
  matmul,
  matrixTranspose,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  pad,
  permuteDims,
  pow,
  prod,
  reciprocal,
  relu,
  reshape,
  roll,
  scatterAdd,
  sigmoid,
  sin,
  slice,
  softmax,
  softplus,
  sort,
  split,
  sqrt,
  square,
  squeeze,
  stack,
  std,
  sub,
  sum,
  take,
  takeAlongAxis,
  tanh,
  trace,
  tril,
  triu,
  variance,
  where,
} from "@linnet/core";
import { broadcastablePairs, checkJvp, checkVjp, floatArrays, floatViews } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, it } from "vitest";

type Operation = (...xs: NDArray[]) => NDArray;
type Inputs = fc.Arbitrary<readonly NDArray[]>;

const runs = { numRuns: 12 };

/** Weights without structure, constant: they make a scalar of any result. */
function weights(y: NDArray): NDArray {
  let i = 0;
  return fromFunction(y.shape as readonly number[], () => Math.sin(++i * 1.7)).astype(y.dtype);
}

/** The gradients of Σ w·f by all arguments: a function again, whose rules can be checked. */
function gradients(f: Operation): (...xs: NDArray[]) => readonly NDArray[] {
  return (...xs) => {
    const scalar = (...points: NDArray[]): NDArray => {
      const y = f(...points);
      return sum(mul(y, weights(y)));
    };
    return grad<NDArray[], NDArray, readonly number[]>(scalar, { argnums: xs.map((_, i) => i) })(...xs) as NDArray[];
  };
}

/** The tangent of f along fixed directions. */
function tangent(f: Operation): Operation {
  return (...xs) => jvp(f, xs, xs.map(weights))[1];
}

/** First derivatives against differences; second ones, in each order of the modes, against differences of the first. */
function checkAll(f: Operation, inputs: Inputs): void {
  fc.assert(
    fc.property(inputs, (xs) => {
      checkVjp(f, xs);
      checkJvp(f, xs);
      checkVjp(gradients(f), xs);
      checkJvp(gradients(f), xs);
      checkVjp(tangent(f), xs);
      checkJvp(tangent(f), xs);
    }),
    runs,
  );
}

function anywhere(low: number, high: number): Inputs {
  const limits = { low, high, maxAxes: 3, maxLength: 3 };
  return fc.oneof(floatArrays(limits), floatViews(limits)).map((x) => [x]);
}

/** Arrays whose elements are at least 0.2 apart and away from 0: no ties and no kinks within reach of a difference. */
function spaced(shape: readonly number[]): Inputs {
  const size = shape.reduce((a, b) => a * b, 1);
  const grid = Array.from({ length: 2 * size }, (_, i) => 0.2 * i - 0.2 * size + 0.1);
  return fc
    .shuffledSubarray(grid, { minLength: size, maxLength: size })
    .map((values) => [array(new Float64Array(values), { shape })]);
}

const pairs = (low: number, high: number): Inputs => broadcastablePairs({ low, high, maxAxes: 3, maxLength: 3 });
const matrix = (...shape: number[]): Inputs => floatArrays({ shape, low: -2, high: 2 }).map((x) => [x]);

describe("maps", () => {
  it.each<[string, Operation, number, number]>([
    ["neg", neg, -2, 2],
    ["abs", abs, 0.1, 2],
    ["abs below 0", abs, -2, -0.1],
    ["square", square, -2, 2],
    ["sqrt", sqrt, 0.2, 3],
    ["reciprocal", reciprocal, 0.3, 3],
    ["exp", exp, -2, 2],
    ["expm1", expm1, -2, 2],
    ["log", log, 0.3, 4],
    ["log1p", log1p, -0.5, 2],
    ["sin", sin, -4, 4],
    ["cos", cos, -4, 4],
    ["tanh", tanh, -3, 3],
    ["sigmoid", sigmoid, -4, 4],
    ["softplus", softplus, -4, 4],
    ["relu above 0", relu, 0.1, 2],
    ["relu below 0", relu, -2, -0.1],
    ["clip inside", (x) => clip(x, -3, 3), -2, 2],
    ["clip outside", (x) => clip(x, -3, -2.5), -2, 2],
    ["astype", (x) => exp(astype(x, "float64")), -1, 1],
    ["a power", (x) => pow(x, 3), 0.2, 2],
    ["a power of two", (x) => pow(2, x), -2, 2],
  ])("%s", (_name, f, low, high) => checkAll(f, anywhere(low, high)));
});

describe("zips, broadcasting both ways", () => {
  it.each<[string, Operation, number, number]>([
    ["add", add, -2, 2],
    ["sub", sub, -2, 2],
    ["mul", mul, -2, 2],
    ["div", div, 0.4, 2],
    ["pow", pow, 0.3, 2],
    ["maximum", (a, b) => maximum(a, sub(b, 5)), -2, 2],
    ["minimum", (a, b) => minimum(a, sub(b, 5)), -2, 2],
    ["where", (a, b) => where(a.greater(-5), mul(a, b), exp(b)), -2, 2],
  ])("%s", (_name, f, low, high) => checkAll(f, pairs(low, high)));

  it("div by what is negative", () => checkAll((a, b) => div(a, sub(b, 3)), pairs(-2, 2)));
});

describe("reductions", () => {
  it.each<[string, Operation]>([
    ["sum", (x) => sum(square(x))],
    ["sum over an axis", (x) => sum(exp(x), { axis: 1 })],
    ["sum over axes, kept", (x) => sum(sin(x), { axis: [0, -1], keepDims: true })],
    ["mean", (x) => mean(exp(x), { axis: 0 })],
    ["variance", (x) => variance(x, { axis: 1 })],
    ["std", (x) => std(x, { ddof: 1 })],
    ["prod", (x) => prod(x, { axis: 1 })],
    ["max", (x) => square(max(x, { axis: 1 }))],
    ["min", (x) => square(min(x, { axis: 0, keepDims: true }))],
    ["max of all", (x) => exp(max(x))],
    ["cumulativeSum", (x) => cumulativeSum(square(x), { axis: 1 })],
    ["logSumExp", (x) => logSumExp(x, { axis: 1 })],
    ["softmax", (x) => softmax(x, { axis: -1 })],
    ["logSoftmax", (x) => logSoftmax(x, { axis: 0 })],
    ["sort", (x) => square(sort(x))],
  ])("%s", (_name, f) => checkAll(f, spaced([3, 4])));
});

describe("layouts", () => {
  const index = array([2, 0, 2], { dtype: "int32" });
  const along = array(
    [
      [1, 0],
      [2, 2],
      [0, 1],
    ],
    { dtype: "int32" },
  );
  it.each<[string, Operation]>([
    ["reshape", (x) => square(reshape(x, [2, 6]))],
    ["reshape of a transpose", (x) => square(reshape(matrixTranspose(x), [12]))],
    ["permuteDims", (x) => square(permuteDims(reshape(x, [3, 2, 2]), [2, 0, 1]))],
    ["broadcastTo", (x) => square(broadcastTo(x, [2, 3, 4]))],
    ["expandDims and squeeze", (x) => square(squeeze(expandDims(square(x), 1), 1))],
    ["slice", (x) => square(slice(x, "::-1", "1::2"))],
    ["slices of slices", (x) => square(slice(slice(x, ":2", null, "..."), "...", -1))],
    ["at", (x) => square(x.at(1))],
    ["with", (x) => square(x.with([1, "::2"], slice(square(x), 0, ":2")))],
    [
      "pad",
      (x) =>
        square(
          pad(
            x,
            [
              [1, 0],
              [0, 2],
            ],
            { value: 3 },
          ),
        ),
    ],
    ["concat", (x) => square(concat([x, square(x), x], { axis: 1 }))],
    ["stack", (x) => square(stack([x, exp(x)], { axis: 1 }))],
    ["split", (x) => mul(...(split(square(x), 2, { axis: 1 }) as unknown as [NDArray, NDArray]))],
    ["flip", (x) => mul(x, flip(x, { axis: 0 }))],
    ["roll", (x) => mul(x, roll(x, 1, { axis: 1 }))],
    ["diff", (x) => square(diff(x, { axis: 0 }))],
    ["take", (x) => square(take(x, index, { axis: 0 }))],
    ["takeAlongAxis", (x) => square(takeAlongAxis(x, along, { axis: 1 }))],
    ["scatterAdd", (x) => square(scatterAdd(x, index, square(x), { axis: 0 }))],
    ["tril and triu", (x) => mul(tril(exp(x)), triu(x, { k: -1 }))],
    ["diagonal", (x) => square(diagonal(x))],
    ["diag", (x) => square(diag(slice(x, 0)))],
    ["trace", (x) => square(trace(square(x)))],
  ])("%s", (_name, f) => checkAll(f, matrix(3, 4)));
});

describe("matmul", () => {
  const both = (a: readonly number[], b: readonly number[]): Inputs =>
    fc.tuple(floatArrays({ shape: a, low: -1, high: 1 }), floatArrays({ shape: b, low: -1, high: 1 }));

  it("of matrices", () => checkAll(matmul, both([2, 3], [3, 4])));
  it("of transposed views", () =>
    checkAll((a, b) => matmul(matrixTranspose(a), matrixTranspose(b)), both([3, 2], [4, 3])));
  it("of batches that broadcast", () => checkAll(matmul, both([2, 1, 2, 3], [3, 3, 2])));
  it("with itself", () => checkAll((a) => matmul(a, a), matrix(3, 3)));
});
