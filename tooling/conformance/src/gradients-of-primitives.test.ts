import { grad, jvp, vjp, vmap } from "@linnet/autograd";
import * as core from "@linnet/core";
import { type NDArray, array, fromFunction, matrixTranspose, mul, square, sum } from "@linnet/core";
import {
  broadcastablePairs,
  checkJvp,
  checkVjp,
  floatArrays,
  floatViews,
  toBeCloseToArray,
} from "@linnet/core/testing";
import * as linalg from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

expect.extend({ toBeCloseToArray });

type Operation = (...xs: NDArray[]) => NDArray;
type Inputs = fc.Arbitrary<readonly NDArray[]>;
/** An exported name, what is differentiated of it, and where. Adding an operation is adding a line. */
type Row = readonly [name: string, f: Operation, inputs: Inputs];

const small = { maxAxes: 3, maxLength: 3 };
const within = (low: number, high: number): Inputs =>
  fc.oneof(floatArrays({ ...small, low, high }), floatViews({ ...small, low, high })).map((x) => [x]);
const pairs = (low: number, high: number): Inputs => broadcastablePairs({ ...small, low, high });
const shaped = (...shape: number[]): Inputs => floatArrays({ shape, low: -2, high: 2 }).map((x) => [x]);
const both = (a: readonly number[], b: readonly number[]): Inputs =>
  fc.tuple(floatArrays({ shape: a, low: -1, high: 1 }), floatArrays({ shape: b, low: -1, high: 1 }));

/** Elements at least 0.2 apart and away from 0, in any order: no ties and no kinks within reach. */
const spaced: Inputs = fc
  .shuffledSubarray(
    Array.from({ length: 24 }, (_, i) => 0.2 * i - 2.3),
    { minLength: 12, maxLength: 12 },
  )
  .map((values) => [array(new Float64Array(values), { shape: [3, 4] })]);

/** Dividends and divisors whose quotients are not near an integer. */
const stepless: Inputs = fc
  .tuple(
    fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
    floatArrays({ shape: [4], low: 1, high: 2 }),
  )
  .map(([whole, b]) => [mul(b, array(new Float64Array(whole.map((n) => n + 0.4)))), b]);

/** Well-conditioned, with spectra apart. */
const regular = (m: number, n: number): Inputs =>
  floatArrays({ shape: [m, n], low: -0.3, high: 0.3 }).map((x) => [
    core.add(
      x,
      fromFunction([m, n], (i, j) => (i === j ? 2 + i : 0)),
    ),
  ]);
const system: Inputs = fc
  .tuple(regular(3, 3), floatArrays({ shape: [3, 2], low: -1, high: 1 }))
  .map(([[a], b]) => [a, b]);
/** Three vectors of a space of four, and two beside their span. */
const spanned: Inputs = fc
  .tuple(regular(4, 3), floatArrays({ shape: [4, 2], low: 1, high: 2 }))
  .map(([[a], b]) => [a, b]);
const symmetric = (a: NDArray): NDArray => core.add(a, matrixTranspose(a));
/** Of eigenvalues far from the real axis. */
const skewed = (a: NDArray): NDArray => core.sub(core.triu(a), mul(core.tril(a), 2));
/** −sin, the second derivative of sin. */
const sineSlope = (x: NDArray): NDArray => core.neg(core.sin(x));
/** Σⱼ λⱼ·|vᵢⱼ|²: whatever the order of the pairs. */
const ofAllPairs = ({ values, vectors }: linalg.GeneralEigen): NDArray =>
  sum(mul(square(core.abs(vectors)), core.real(values)), { axis: -1 });
const definite = (a: NDArray): NDArray => core.matmul(a, matrixTranspose(a));

/** x + i·x²: complex numbers from real ones. */
const whirled = (x: NDArray): NDArray => core.complex(x, square(x));

const index = array([2, 0, 2], { dtype: "int32" });
const along = array(
  [
    [1, 0],
    [2, 2],
    [0, 1],
  ],
  { dtype: "int32" },
);

const ofCore: readonly Row[] = [
  ["abs", core.abs, within(0.1, 2)],
  ["acos", core.acos, within(-0.9, 0.9)],
  ["acosh", core.acosh, within(1.2, 4)],
  ["add", core.add, pairs(-2, 2)],
  ["adjoint", (x) => core.real(core.matmul(core.adjoint(whirled(x)), whirled(x))), shaped(2, 3)],
  ["adjoint", (x) => square(core.adjoint(x)), shaped(2, 3)],
  ["asin", core.asin, within(-0.9, 0.9)],
  ["asinh", core.asinh, within(-3, 3)],
  ["angle", (a, b) => core.angle(core.complex(a, b)), pairs(0.4, 2)],
  ["astype", (x) => square(core.astype(x, "float64")), within(-2, 2)],
  ["atan", core.atan, within(-3, 3)],
  ["atan2", core.atan2, pairs(0.4, 2)],
  ["atanh", core.atanh, within(-0.8, 0.8)],
  ["broadcastArrays", (x) => square(core.broadcastArrays(x, core.zeros([2, 3]))[0] as NDArray), shaped(1, 3)],
  ["broadcastTo", (x) => square(core.broadcastTo(x, [2, 3, 4])), shaped(3, 1)],
  ["cbrt", core.cbrt, within(0.3, 4)],
  ["clip", (x) => square(core.clip(x, -3, 3)), within(-2, 2)],
  ["complex", (a, b) => core.real(core.exp(core.complex(a, b))), pairs(-2, 2)],
  ["complex", (a, b) => core.real(core.pow(core.complex(a, b), core.complex(b, a))), pairs(0.4, 2)],
  ["concat", (x) => core.concat([x, square(x)], { axis: 1 }), shaped(2, 3)],
  ["copysign", (x) => core.copysign(square(x), x), within(0.3, 2)],
  ["conj", (x) => core.imag(mul(core.square(whirled(x)), core.conj(whirled(x)))), within(-2, 2)],
  ["cos", core.cos, within(-4, 4)],
  ["cosh", core.cosh, within(-2, 2)],
  ["cross", (a, b) => core.cross(a, b) as NDArray, both([2, 3], [3])],
  ["bincount", (x) => square(core.bincount(index, { weights: x })), shaped(3)],
  ["convolve", (a, v) => square(core.convolve(a, v)), both([3], [5])],
  ["correlate", (a, v) => core.correlate(square(a), v, { mode: "same" }), both([4], [3])],
  ["cumulativeProd", (x) => core.cumulativeProd(square(x), { axis: 0 }), shaped(5, 2)],
  ["cumulativeSum", (x) => core.cumulativeSum(square(x), { axis: 0 }), shaped(3, 2)],
  ["diag", (x) => core.diag(square(x)), shaped(3)],
  ["diagonal", (x) => square(core.diagonal(x)), shaped(3, 4)],
  ["diff", (x) => square(core.diff(x)), shaped(2, 4)],
  ["digamma", core.digamma, within(0.5, 4)],
  ["div", core.div, pairs(0.4, 2)],
  ["erf", core.erf, within(-2, 2)],
  ["erfc", core.erfc, within(-2, 2)],
  ["einsum", (a, b) => core.einsum("iij,jk->ki", a, b) as NDArray, both([2, 2, 3], [3, 2])],
  ["exp", core.exp, within(-2, 2)],
  ["exp2", core.exp2, within(-2, 2)],
  ["expandDims", (x) => square(core.expandDims(x, 1)), shaped(2, 3)],
  ["expm1", core.expm1, within(-2, 2)],
  ["fft", (x) => square(core.hfft(core.fft(x, { axis: 0 }))), shaped(3, 4)],
  ["fftn", (x) => square(core.hfft(core.fftn(x))), shaped(2, 3)],
  ["fftshift", (x) => mul(x, core.fftshift(x)), shaped(2, 3)],
  ["flip", (x) => mul(x, core.flip(x, { axis: 0 })), shaped(3, 2)],
  ["gamma", core.gamma, within(0.5, 3)],
  ["gelu", core.gelu, within(-3, 3)],
  ["lgamma", core.lgamma, within(0.5, 4)],
  ["gather", (x) => square(core.gather(x, index, { axis: 1 })), shaped(2, 3)],
  ["gradient", (x) => square(core.gradient(x, { spacing: array([0, 1, 3, 4.5]), axis: 1 })), shaped(2, 4)],
  ["gradient", (x) => mul(...core.gradient(square(x) as NDArray<"float64", readonly [number, number]>)), shaped(2, 3)],
  ["hfft", (x) => square(core.hfft(x, { n: 5 })), shaped(2, 3)],
  ["hypot", core.hypot, pairs(0.4, 2)],
  ["ifft", (x) => square(core.irfft(core.ifft(x))), shaped(2, 4)],
  ["ifftn", (x) => square(core.irfft(core.ifftn(x))), shaped(2, 3)],
  ["ifftshift", (x) => mul(x, core.ifftshift(x, { axes: 1 })), shaped(2, 3)],
  ["ihfft", (x) => square(core.hfft(core.ihfft(x, { norm: "ortho" }))), shaped(2, 4)],
  [
    "interp",
    (x, y) => square(core.interp(core.add(core.mul(x, 0.04), array([-0.6, -0.2, 0.3, 0.9])), array([-0.5, 0, 0.7]), y)),
    both([4], [3]),
  ],
  ["irfft", (x) => square(core.irfft(x)), shaped(2, 3)],
  ["irfftn", (x) => square(core.irfftn(x, { s: [3, 4] })), shaped(3, 3)],
  ["imag", (x) => core.imag(core.sqrt(whirled(x))), within(0.3, 2)],
  ["inner", (a, b) => core.inner(a, b) as NDArray, both([2, 3], [2, 3])],
  ["kron", (a, b) => core.kron(a, b) as NDArray, both([2, 2], [3])],
  ["log", core.log, within(0.3, 4)],
  ["log10", core.log10, within(0.3, 4)],
  ["log1p", core.log1p, within(-0.5, 2)],
  ["log2", core.log2, within(0.3, 4)],
  ["logaddexp", core.logaddexp, pairs(-2, 2)],
  ["logSoftmax", (x) => core.logSoftmax(x, { axis: 0 }), shaped(3, 4)],
  ["logSumExp", (x) => core.logSumExp(x, { axis: 1 }), shaped(3, 4)],
  ["logSumExp", (x) => core.real(core.logSumExp(whirled(x), { axis: 0 })), shaped(3, 2)],
  ["matmul", core.matmul, both([2, 1, 2, 3], [2, 3, 2])],
  ["matrixTranspose", (x) => mul(core.matrixTranspose(x), square(core.matrixTranspose(x))), shaped(2, 3)],
  ["max", (x) => square(core.max(x, { axis: 1 })), spaced],
  ["maximum", (a, b) => core.maximum(a, core.sub(b, 5)), pairs(-2, 2)],
  ["mean", (x) => core.mean(square(x), { axis: 0 }), shaped(3, 4)],
  ["meshgrid", (x) => mul(...(core.meshgrid([x, square(x)]) as [NDArray, NDArray])), shaped(3)],
  ["median", (x) => square(core.median(x, { axis: 1 })), spaced],
  ["min", (x) => square(core.min(x, { axis: 0, keepDims: true })), spaced],
  ["minimum", (a, b) => core.minimum(a, core.sub(b, 5)), pairs(-2, 2)],
  ["moveaxis", (x) => square(core.moveaxis(x, 0, -1)), shaped(2, 3, 2)],
  ["mul", core.mul, pairs(-2, 2)],
  ["nanMax", (x) => square(core.nanMax(x, { axis: 1 })), spaced],
  ["nanMean", (x) => square(core.nanMean(square(x), { axis: 0 })), shaped(3, 2)],
  ["nanMedian", (x) => square(core.nanMedian(x)), spaced],
  ["nanMin", (x) => square(core.nanMin(x, { axis: 0 })), spaced],
  ["nanQuantile", (x) => square(core.nanQuantile(x, [0.1, 0.7], { axis: 0 })), spaced],
  ["nanStd", (x) => core.nanStd(x, { axis: 1 }), spaced],
  ["nanSum", (x) => square(core.nanSum(square(x), { axis: 1 })), shaped(2, 3)],
  ["nanVariance", (x) => core.nanVariance(x, { axis: 1, ddof: 1 }), shaped(2, 4)],
  ["neg", (x) => core.neg(square(x)), within(-2, 2)],
  ["outer", (a, b) => core.outer(a, b) as NDArray, both([2], [3])],
  ["pad", (x) => square(core.pad(x, 2, { mode: "reflect" })), shaped(3, 2)],
  [
    "pad",
    (x) =>
      square(
        core.pad(x, [
          [1, 0],
          [0, 2],
        ]),
      ),
    shaped(2, 2),
  ],
  ["partition", (x) => square(core.partition(x, 1)), spaced],
  ["percentile", (x) => square(core.percentile(x, 40, { axis: 0, method: "hazen" })), spaced],
  ["permuteDims", (x) => square(core.permuteDims(x, [2, 0, 1])), shaped(2, 3, 2)],
  ["positive", (x) => square(core.positive(x)), within(-2, 2)],
  ["pow", core.pow, pairs(0.3, 2)],
  ["pow", (x) => core.pow(x, 3), within(-2, -0.3)],
  ["prod", (x) => core.prod(x, { axis: 1 }), shaped(3, 3)],
  ["ptp", (x) => square(core.ptp(x, { axis: 1 })), spaced],
  ["putAlongAxis", (a, b) => core.putAlongAxis(a, along, square(b), { axis: 1 }), both([3, 4], [3, 2])],
  ["real", (x) => core.real(core.log(whirled(x))), within(0.3, 2)],
  ["reduceAxes", (x) => core.reduceAxes(square(x), "(a b) c -> b", core.sum, { a: 2 }) as NDArray, shaped(4, 3)],
  ["rearrange", (x) => square(core.rearrange(x, "(a b) c -> b (c a)", { a: 2 }) as NDArray), shaped(4, 3)],
  ["quantile", (x) => square(core.quantile(x, [0.3, 0.9], { axis: 1 })), spaced],
  ["reciprocal", core.reciprocal, within(0.4, 2)],
  ["relu", (x) => square(core.relu(x)), spaced],
  ["remainder", core.remainder, stepless],
  ["repeat", (x) => square(core.repeat(x, [2, 0, 1], { axis: 0 })), shaped(3, 2)],
  ["reshape", (x) => square(core.reshape(core.matrixTranspose(x), [6])), shaped(2, 3)],
  ["rfft", (x) => square(core.irfft(core.rfft(x, { n: 7 }), { n: 5 })), shaped(2, 4)],
  ["rfftn", (x) => square(core.irfftn(core.rfftn(x))), shaped(2, 3)],
  ["roll", (x) => mul(x, core.roll(x, 1, { axis: 1 })), shaped(2, 3)],
  ["rot90", (x) => mul(x, core.rot90(x)), shaped(3, 3)],
  ["scatterAdd", (x) => square(core.scatterAdd(x, index, square(x))), shaped(3, 2)],
  ["sigmoid", core.sigmoid, within(-4, 4)],
  ["sin", core.sin, within(-4, 4)],
  ["sinh", core.sinh, within(-2, 2)],
  ["slice", (x) => square(core.slice(x, "::-1", "1::2")), shaped(3, 4)],
  ["slice", (x) => square(core.slice(x, index, "::-1", index)), shaped(3, 2, 3)],
  ["softmax", (x) => core.softmax(x), shaped(3, 4)],
  ["softplus", core.softplus, within(-4, 4)],
  ["sort", (x) => square(core.sort(x)), spaced],
  ["split", (x) => mul(core.split(x, 2, { axis: 1 })[0], core.split(x, 2, { axis: 1 })[1]), shaped(2, 4)],
  ["sqrt", core.sqrt, within(0.3, 3)],
  ["square", core.square, within(-2, 2)],
  ["squeeze", (x) => square(core.squeeze(x)), shaped(1, 3, 1)],
  ["stack", (x) => core.stack([x, square(x)], { axis: 1 }), shaped(2, 2)],
  ["std", (x) => core.std(x, { axis: 1, ddof: 1 }), spaced],
  ["sub", (a, b) => core.sub(square(a), square(b)), pairs(-2, 2)],
  ["sum", (x) => core.sum(square(x), { axis: [0, -1] }), shaped(2, 2, 3)],
  ["swapaxes", (x) => square(core.swapaxes(x, 0, 2)), shaped(2, 3, 2)],
  ["take", (x) => square(core.take(x, index)), shaped(3, 2)],
  ["takeAlongAxis", (x) => core.imag(square(core.takeAlongAxis(whirled(x), along, { axis: 1 }))), shaped(3, 4)],
  ["takeAlongAxis", (x) => square(core.takeAlongAxis(x, along, { axis: 1 })), shaped(3, 4)],
  ["tan", core.tan, within(-1.2, 1.2)],
  ["tanh", core.tanh, within(-3, 3)],
  ["tensordot", (a, b) => core.tensordot(a, b, { axes: 1 }) as NDArray, both([2, 3], [3, 2])],
  ["tile", (x) => square(core.tile(x, [2, 1, 2])), shaped(2, 2)],
  ["topK", (x) => square(core.topK(x, 2).values), spaced],
  ["trace", (x) => core.trace(square(x)), shaped(3, 3)],
  ["trapezoid", (y, x) => core.trapezoid(square(y), { x: core.add(x, array([0, 3, 6])) }), both([2, 3], [3])],
  ["tril", (x) => square(core.tril(x)), shaped(3, 3)],
  ["triu", (x) => square(core.triu(x, { k: 1 })), shaped(3, 3)],
  ["unstack", (x) => mul(core.unstack(x, { axis: 1 })[0], core.unstack(x, { axis: 1 })[1]), shaped(3, 2)],
  ["vander", (x) => core.vander(x, 4), shaped(3)],
  ["unique", (x) => square(core.unique(x)), spaced],
  ["uniqueAll", (x) => square(core.uniqueAll(x).values), spaced],
  ["uniqueCounts", (x) => square(core.uniqueCounts(x).values), spaced],
  ["uniqueInverse", (x) => square(core.uniqueInverse(x).values), spaced],
  ["uniqueValues", (x) => square(core.uniqueValues(x)), spaced],
  ["variance", (x) => core.variance(x, { axis: 0 }), shaped(3, 4)],
  ["withValue", (a, b) => core.withValue(a, [index, ":"], square(b)), both([3, 2], [3, 2])],
  ["vecdot", (a, b) => core.vecdot(a, b) as NDArray, both([2, 1, 3], [2, 3])],
  ["where", (a, b) => core.where(a.greater(-5), mul(a, b), square(b)), pairs(-2, 2)],
];

/** Functions of complex numbers, away from their branch cuts. */
const { acos, acosh, asin, asinh, atan, atanh, cosh, sinh, tan } = core;
const ofComplex = Object.entries({ acos, acosh, asin, asinh, atan, atanh, cosh, sinh, tan }).map(([name, f]): Row => [
  name,
  (a, b) => core.real(f(core.complex(a, b))),
  pairs(0.4, 0.8),
]);

const ofLinalg: readonly Row[] = [
  ["adjugate", linalg.adjugate, regular(3, 3)],
  ["adjugate", (a) => linalg.adjugate(core.matmul(matrixTranspose(a), a)), regular(2, 3)],
  ["basis", (a) => square(linalg.basis(a)), regular(4, 3)],
  ["cholesky", (a) => linalg.cholesky(definite(a)).L, regular(3, 3)],
  ["choleskyPivoted", (a) => linalg.choleskyPivoted(definite(a)).reconstruct(), regular(3, 3)],
  ["cofactorExpansion", (a) => linalg.cofactorExpansion(mul(a, array([1, 0, 1]))), regular(3, 3)],
  ["cofactorMatrix", linalg.cofactorMatrix, regular(3, 3)],
  ["completeOrthogonal", (a) => linalg.completeOrthogonal(a).pinv(), regular(4, 3)],
  ["changeOfBasis", (a) => linalg.changeOfBasis(a, square(a)), regular(3, 3)],
  ["cond", (a) => linalg.cond(a), regular(3, 3)],
  ["coordinatesIn", (a, b) => linalg.coordinatesIn(a, b), system],
  ["coshm", linalg.coshm, shaped(2, 2)],
  ["cosm", linalg.cosm, shaped(2, 2)],
  ["det", linalg.det, regular(3, 3)],
  ["eig", (a) => ofAllPairs(linalg.eig(a)), regular(3, 3)],
  ["eigGeneralized", (a) => core.real(sum(square(linalg.eigGeneralized(a, definite(a)).values))), regular(3, 3)],
  ["eigvals", (a) => core.real(sum(core.exp(linalg.eigvals(skewed(a))))), regular(3, 3)],
  ["eigh", (a) => square(linalg.eigh(symmetric(a)).vectors), regular(3, 3)],
  ["eighGeneralized", (a) => linalg.eighGeneralized(symmetric(a), definite(a)).values, regular(3, 3)],
  ["eigvalsh", (a) => linalg.eigvalsh(symmetric(a)), regular(3, 3)],
  ["expm", linalg.expm, shaped(2, 2)],
  ["expmFrechet", (a, e) => linalg.expmFrechet(a, e), both([2, 2], [2, 2])],
  ["factorize", (a, b) => linalg.factorize(a).solve(b), system],
  ["distanceToSpan", (a, b) => linalg.distanceToSpan(a, b), spanned],
  ["gramSchmidt", (a) => core.matmul(linalg.gramSchmidt(a).Q, square(linalg.gramSchmidt(a).R)), regular(4, 3)],
  ["funmh", (a) => linalg.funmh(symmetric(a), core.sin, { derivatives: [core.cos, sineSlope] }), regular(3, 3)],
  ["inv", linalg.inv, regular(3, 3)],
  ["project", (a, b) => linalg.project(a, b, { origin: core.arange(4) }), spanned],
  ["projection", (a) => linalg.projection(a), regular(4, 3)],
  ["projection", (a) => linalg.projection(a, { along: core.ones([4, 1]) }), regular(4, 3)],
  ["lq", (a) => core.matmul(square(linalg.lq(a).L), linalg.lq(a).Q), regular(3, 4)],
  ["ldlt", (a) => core.add(linalg.ldlt(symmetric(a)).inverse(), linalg.ldlt(symmetric(a)).L), regular(3, 3)],
  ["logm", (a) => linalg.logm(a), regular(3, 3)],
  ["logm", (a) => core.real(linalg.logm(core.complex(a, symmetric(a)))), regular(2, 2)],
  ["lowRankUpdate", (a, b) => linalg.lowRankUpdate(linalg.lu(a), b, matrixTranspose(b)).solve(b), system],
  ["lstsq", (a) => linalg.lstsq(a, linalg.pinv(a).T).x, regular(4, 3)],
  ["lstsq", (a) => linalg.lstsq(a, core.ones([4])).residuals, regular(4, 3)],
  ["lu", (a) => core.add(linalg.lu(a).L, linalg.lu(a).U), regular(3, 3)],
  ["matrixNorm", (a) => linalg.matrixNorm(a), regular(3, 2)],
  ["matrixPower", (a) => linalg.matrixPower(a, -3), regular(3, 3)],
  ["minors", linalg.minors, regular(3, 3)],
  ["multiDot", (a, b) => linalg.multiDot([a, a, b]), system],
  ["pinv", (a) => linalg.pinv(a), regular(4, 3)],
  ["polar", (a) => core.matmul(linalg.polar(a).U, square(linalg.polar(a).P)), regular(4, 3)],
  ["qr", (a) => core.matmul(linalg.qr(a).Q, square(linalg.qr(a).R)), regular(4, 3)],
  ["ridge", (a, b) => linalg.ridge(a, b, 0.5), system],
  ["sinhm", linalg.sinhm, shaped(2, 2)],
  ["sinm", linalg.sinm, shaped(2, 2)],
  ["slogdet", (a) => linalg.slogdet(a).logAbsDet, regular(3, 3)],
  ["solve", (a, b) => linalg.solve(a, b), system],
  ["solve", (a, b) => linalg.solve(definite(a), b), system],
  ["solveBanded", (a, b) => linalg.solveBanded(core.add(a, array([[0], [9], [0]])), b, { lower: 1, upper: 1 }), system],
  ["solveContinuousLyapunov", (a) => linalg.solveContinuousLyapunov(a, definite(a)), regular(3, 3)],
  ["solveDiscreteLyapunov", (a) => linalg.solveDiscreteLyapunov(a.mul(0.1), square(a)), regular(3, 3)],
  ["solveSylvester", (a, b) => linalg.solveSylvester(a, core.matmul(b, matrixTranspose(b)), square(a)), system],
  ["solveToeplitz", (a, b) => linalg.solveToeplitz(core.slice(a, ":", 0), core.slice(a, 0), b), system],
  ["solveTriangular", (a, b) => linalg.solveTriangular(a, b, "upper"), system],
  ["sqrtm", (a) => linalg.sqrtm(a), regular(3, 3)],
  ["sqrtm", (a) => core.real(linalg.sqrtm(core.complex(a, symmetric(a)))), regular(2, 2)],
  ["subspaceAngles", (a, b) => linalg.subspaceAngles(a, core.slice(b, ":", "1:") as NDArray), spanned],
  ["svd", (a) => core.add(sum(square(linalg.svd(a).U), { axis: 0 }), linalg.svd(a).S), regular(4, 3)],
  ["svdRandomized", (a) => linalg.svdRandomized(a, 2, { rng: core.random(1) }).S, regular(4, 3)],
  ["svdvals", (a) => linalg.svdvals(a), regular(3, 4)],
  ["vectorNorm", (a) => linalg.vectorNorm(a, { axis: 0 }), regular(3, 3)],
];

/** Small rotation vectors, two of them. */
const tilts = both([3], [3]).map(([a, b]) => [mul(a, 0.5), mul(b, 0.5)]);
const positive = (...shape: number[]): Inputs => floatArrays({ shape, low: 0.2, high: 2 }).map((x) => [x]);
const apart = ([a, b]: readonly NDArray[]): readonly NDArray[] => [core.add(a, 2), core.sub(b, 1.5)];
const turn: Operation = (v) => linalg.rotationFromVector(v);
const corners = array([
  [2, 0, 0],
  [0, 3, 0],
  [0, 0, 4],
  [0, 0, 0],
]);
const heap = array([
  [1, 2, 0],
  [-2, 1, 0],
  [0, 1, 3],
  [1, 0, 0],
]);
const alignment: Operation = (p, q) => {
  const { rotation, translation, scale, rmsd } = linalg.alignPoints(p, q, { scale: true });
  return mul(mul(rotation, translation), core.add(scale, rmsd));
};

const ofGeometry: readonly Row[] = [
  [
    "alignPoints",
    (a, b) => alignment(core.add(corners, mul(a, 0.2)), core.add(heap, mul(b, 0.2))),
    both([4, 3], [4, 3]),
  ],
  ["angularDistance", (a, b) => linalg.angularDistance(turn(a), turn(core.add(b, array([2, 0, 0])))), tilts],
  ["cartesianToCylindrical", (x) => linalg.cartesianToCylindrical(x), positive(2, 3)],
  ["cartesianToCylindricalJacobian", (x) => linalg.cartesianToCylindricalJacobian(x), positive(2, 3)],
  ["cartesianToPolar", (x) => linalg.cartesianToPolar(x), positive(2, 2)],
  ["cartesianToPolarJacobian", (x) => linalg.cartesianToPolarJacobian(x), positive(2, 2)],
  ["cartesianToSpherical", (x) => linalg.cartesianToSpherical(x), positive(2, 3)],
  ["cartesianToSphericalJacobian", (x) => linalg.cartesianToSphericalJacobian(x), positive(2, 3)],
  ["cylindricalToCartesian", (p) => linalg.cylindricalToCartesian(p), shaped(2, 3)],
  ["cylindricalToCartesianJacobian", (p) => linalg.cylindricalToCartesianJacobian(p), shaped(2, 3)],
  ["givens", (a, b) => core.add(linalg.givens(a, b).matrix(), linalg.givens(b, a).r), both([], []).map(apart)],
  ["homogeneous", (a, t) => square(linalg.homogeneous(a, t)), both([3, 3], [3])],
  ["householder", (x) => core.add(linalg.householder(x).matrix(), linalg.householder(x).beta), positive(3)],
  ["nearestRotation", (a) => linalg.nearestRotation(a), regular(3, 3)],
  ["polarToCartesian", (p) => linalg.polarToCartesian(p), shaped(2, 2)],
  ["polarToCartesianJacobian", (p) => linalg.polarToCartesianJacobian(p), shaped(2, 2)],
  ["quaternionConjugate", (q) => square(linalg.quaternionConjugate(q)), shaped(4)],
  ["quaternionExp", (q) => linalg.quaternionExp(q), shaped(2, 4)],
  [
    "quaternionFromAxisAngle",
    (n, a) => linalg.quaternionFromAxisAngle(core.add(n, array([2, 0, 0])), a),
    both([3], [2]),
  ],
  ["quaternionInverse", (q) => linalg.quaternionInverse(q), positive(4)],
  ["quaternionLog", (q) => linalg.quaternionLog(mul(q, array([-1, 1, 1, 1]))), positive(2, 4)],
  ["quaternionMultiply", (p, q) => linalg.quaternionMultiply(p, q), both([2, 1, 4], [3, 4])],
  ["quaternionRotate", (q, v) => linalg.quaternionRotate(core.add(q, array([2, 0, 0, 0])), v), both([4], [2, 3])],
  ["quaternionToAxisAngle", (q) => linalg.quaternionToAxisAngle(q).axis, positive(4)],
  ["quaternionToAxisAngle", (q) => linalg.quaternionToAxisAngle(q).angle, positive(4)],
  ["rigidExp", (x) => linalg.rigidExp(x), shaped(6)],
  ["rigidInverse", (x) => linalg.rigidInverse(linalg.rigidExp(x)), shaped(6)],
  ["rigidLog", (a, v) => linalg.rigidLog(linalg.homogeneous(turn(a), v)), tilts],
  [
    "rotationBetween",
    (a, b) => linalg.rotationBetween(core.add(a, array([2, 0, 0])), b),
    tilts.map(([a, b]) => [a, core.add(b, array([-0.5, 2, 0]))]),
  ],
  ["rotationFromAngle", (a) => linalg.rotationFromAngle(a), shaped(2)],
  ["rotationFromAxisAngle", (n, a) => linalg.rotationFromAxisAngle(core.add(n, array([2, 0, 0])), a), both([3], [2])],
  ["rotationFromEuler", (a) => linalg.rotationFromEuler(a, "ZYX"), shaped(2, 3)],
  ["rotationFromQuaternion", (q) => linalg.rotationFromQuaternion(q), positive(2, 4)],
  ["rotationFromVector", turn, shaped(2, 3)],
  ["rotationToAngle", (a) => linalg.rotationToAngle(linalg.rotationFromAngle(a)), shaped(2)],
  ["rotationToAxisAngle", (a) => linalg.rotationToAxisAngle(turn(core.add(a, array([1, 0, 0])))).axis, tilts],
  ["rotationToAxisAngle", (a) => linalg.rotationToAxisAngle(turn(core.add(a, array([1, 0, 0])))).angle, tilts],
  ["rotationToEuler", (a) => linalg.rotationToEuler(turn(a), "xyz").angles, tilts],
  ["rotationToEuler", (a) => linalg.rotationToEuler(turn(core.add(a, array([2, 0, 0]))), "ZXZ").angles, tilts],
  ["rotationToQuaternion", (a) => linalg.rotationToQuaternion(turn(a)), tilts],
  ["rotationToVector", (a) => square(linalg.rotationToVector(turn(a))), tilts],
  ["scaling", (s) => square(linalg.scaling(s)), shaped(2, 3)],
  [
    "slerp",
    (p, q) => linalg.slerp(p, core.add(q, 1.2), core.sum(q)),
    both([4], [4]).map(([p, q]) => [core.add(p, 1.2), q]),
  ],
  ["sphericalToCartesian", (p) => linalg.sphericalToCartesian(p), shaped(2, 3)],
  ["sphericalToCartesianJacobian", (p) => linalg.sphericalToCartesianJacobian(p), shaped(2, 3)],
  ["transformPoints", (x, p) => linalg.transformPoints(linalg.rigidExp(x), p), both([6], [2, 3])],
  ["translation", (t) => square(linalg.translation(t)), shaped(2, 3)],
];

/** What is exported and has no derivative: results that are not floats, steps, creation, errors and the rest. */
const without: Readonly<Record<string, readonly string[]>> = {
  steps: ["ceil", "floor", "floorDivide", "nextafter", "round", "sign", "trunc"],
  comparisons: ["equal", "greater", "greaterEqual", "less", "lessEqual", "notEqual"],
  logic: "all any isFinite isInf isNaN logicalAnd logicalNot logicalOr logicalXor signbit".split(" "),
  bits: "bitwiseAnd bitwiseInvert bitwiseLeftShift bitwiseOr bitwiseRightShift bitwiseXor".split(" "),
  answers: ["allClose", "arrayEqual", "broadcastShapes", "einsumPath", "toLatex", "toText"],
  indices:
    "argmax argmin argpartition argsort isIndependent matrixRank nanArgMax nanArgMin nonzero oneHot searchsorted".split(
      " ",
    ),
  counts: ["countNonzero", "histogram", "isin"],
  creation:
    "arange array asarray empty emptyLike eye fftfreq fromFunction full fullLike linspace ones onesLike random rfftfreq zeros zerosLike".split(
      " ",
    ),
  trees: ["State", "arraysIn", "mapTree", "mapTreeArrays", "treeArrays", "treeLeaves", "unflattenTree"],
  draws: ["randomCategorical", "randomExponential", "randomGamma"],
  exchange: ["toRecord"],
  dtypes: ["canCast", "finfo", "iinfo", "inspect", "isDType", "resultType"],
  memory: ["configure", "scope", "setThreads"],
  classes: ["NDArray", "Random"],
  factorizations:
    "Bidiagonal Cholesky CompleteOrthogonal GeneralEigen Givens Hessenberg Householder LDLT LQ LU LowRankUpdate PivotedCholesky PivotedQR Polar QR RowEchelon SVD Schur LeastSquares StructuredFactorization SymmetricEigen Tridiagonal".split(
      " ",
    ),
  "functions that refuse to be differentiated": [
    "bidiagonal",
    "hessenberg",
    "leftNullSpace",
    "nullSpace",
    "orth",
    "rowSpace",
    "rref",
    "schur",
    "tridiagonal",
  ],
};

const isError = (name: string): boolean => name.endsWith("Error");

describe.each([
  ["core", core, [...ofCore, ...ofComplex]],
  ["linalg", linalg, [...ofLinalg, ...ofGeometry]],
] as const)("the operations of %s", (_package, exported, rows) => {
  it("are all in the table, or have no derivative", () => {
    const known = [...rows.map(([name]) => name), ...Object.values(without).flat()];
    expect(Object.keys(exported).filter((name) => !isError(name) && !known.includes(name))).toEqual([]);
    expect(rows.map(([name]) => name).filter((name) => !(name in exported))).toEqual([]);
  });

  it.each(rows)("%s: derivatives agree with differences, with each other, and are symmetric", (_name, f, inputs) => {
    fc.assert(
      fc.property(inputs, (xs) => {
        checkVjp(f, xs);
        checkJvp(f, xs);
        checkDuality(f, xs);
        checkSymmetry(f, xs);
      }),
      { numRuns: 8 },
    );
  });
});

/** What looks at values before it knows what to do with them. */
const looking = "basis interp nanMedian nanQuantile unique uniqueAll uniqueCounts uniqueInverse uniqueValues".split(
  " ",
);

describe("vmap", () => {
  it.each([...ofCore, ...ofLinalg, ...ofGeometry].filter(([name]) => !looking.includes(name)))(
    "of %s, and of its gradient, is a loop",
    (_name, f, inputs) => {
      fc.assert(
        fc.property(inputs, (xs) => checkVmap(f, xs)),
        { numRuns: 4 },
      );
    },
  );

  it.each([...ofCore, ...ofLinalg].filter(([name]) => looking.includes(name)))("refuses %s", (_name, f, inputs) => {
    const [xs] = fc.sample(inputs, 1);
    const run = (): unknown => vmap(f)(...xs.map((x) => core.stack([x, x])));
    expect(run).toThrow("vmap: f must not read elements, which differ over the batch");
  });

  it("of a reordered Schur form chooses eigenvalues of each member, in batches of batches too", () => {
    const a = core.random(5).normal([2, 3, 6, 6]);
    for (const output of ["real", "complex"] as const) {
      const leftHalf = (x: NDArray): NDArray => linalg.schur(x, { output }).reorder((re) => re < 0).values as NDArray;
      const chosen = vmap(vmap(leftHalf))(a);
      expect(chosen.toArray()).toEqual(leftHalf(a).toArray()); // by a loop over the leading axes
      const [first] = chosen.reshape([6, 6]).toArray() as number[][][];
      expect(first.map(([re]) => re < 0)).toEqual(
        first.map(([re]) => re < 0).toSorted((p, q) => Number(q) - Number(p)),
      );
    }
  });
  it.each([...ofCore, ...ofLinalg, ...ofGeometry].filter(([name]) => looking.includes(name)))(
    "refuses %s",
    (_name, f, inputs) => {
      const [xs] = fc.sample(inputs, 1);
      const run = (): unknown => vmap(f)(...xs.map((x) => core.stack([x, x])));
      expect(run).toThrow("vmap: f must not read elements, which differ over the batch");
    },
  );
});

describe("corners where one of many slopes is taken", () => {
  it.each<[string, Operation, readonly number[], readonly number[]]>([
    ["std of what does not vary", (x) => core.std(x), [2, 2, 2], [0, 0, 0]],
    ["the norm of 0", (x) => linalg.vectorNorm(x), [0, 0], [0, 0]],
    ["abs at 0", (x) => sum(core.abs(x)), [0, -1], [0, -1]],
    ["relu at 0", (x) => sum(core.relu(x)), [0, 1], [0, 1]],
    ["max of equals, which share", (x) => core.max(x), [1, 1, 0], [0.5, 0.5, 0]],
    ["a power 0 of 0", (x) => sum(core.pow(x, 0)), [0, 2], [0, 0]],
    ["min of equals, which share", (x) => core.min(x), [1, 1, 2], [0.5, 0.5, 0]],
    ["maximum beside an equal, which share", (x) => sum(core.maximum(x, 0)), [0, 1], [0.5, 1]],
    ["minimum beside an equal, which share", (x) => sum(core.minimum(x, 0)), [0, 1], [0.5, 0]],
    ["clip at its ends, as a tie", (x) => sum(core.clip(x, 0, 1)), [0, 0.5, 1], [0.5, 1, 0.5]],
    ["sqrt at 0", (x) => sum(core.sqrt(x)), [0, 4], [Infinity, 0.25]],
    ["cbrt at 0", (x) => sum(core.cbrt(x)), [0, 1], [Infinity, 1 / 3]],
    ["hypot at the origin", (x) => core.hypot(x.at(0), x.at(1)), [0, 0], [0, 0]],
    ["atan2 at the origin", (x) => core.atan2(x.at(0), x.at(1)), [0, 0], [0, 0]],
    ["copysign at 0", (x) => sum(core.copysign(x, 1)), [0, -2], [0, -1]],
    ["remainder at a step", (x) => sum(core.remainder(x, 1)), [2, 0.5], [1, 1]],
    ["steps", (x) => sum(core.add(core.sign(x), core.floor(x))), [0, 1.5], [0, 0]],
    ["prod with a zero", (x) => core.prod(x), [0, 2, 3], [6, 0, 0]],
    ["sort of equals, in their order", (x) => core.sort(x).at(0), [1, 1], [1, 0]],
    ["median of equals", (x) => core.median(x), [0, 0, 1], [0, 1, 0]],
    ["a root on the side not taken", (x) => sum(core.where(x.greater(0), core.sqrt(x), 0)), [0, 4], [NaN, 0.25]],
    [
      "a root made safe there",
      (x) => sum(core.where(x.greater(0), core.sqrt(core.where(x.greater(0), x, 1)), 0)),
      [0, 4],
      [0, 0.25],
    ],
  ])("%s", (_name, f, at, slope) => {
    expect((grad(f)(array([...at]) as NDArray) as NDArray).toArray()).toEqual(slope);
  });
});

/** Directions without structure. */
function generic(x: NDArray, turn: number): NDArray {
  let i = 0;
  return fromFunction(x.shape as readonly number[], () => Math.sin(++i * turn));
}

/** ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩. */
function checkDuality(f: Operation, xs: readonly NDArray[]): void {
  const us = xs.map((x, k) => generic(x, 1.7 + k));
  const [y, forward] = jvp(f, xs as NDArray[], us);
  const v = generic(y, 2.3);
  const back = vjp(f, ...(xs as NDArray[]))[1](v);
  expectEqual(
    [[v, forward]],
    back.map((ct, k) => [ct, us[k]]),
  );
}

/** ⟨v, H·u⟩ = ⟨u, H·v⟩ for the second derivative H of ⟨w, f⟩, forward over reverse. */
function checkSymmetry(f: Operation, xs: readonly NDArray[]): void {
  const scalar: Operation = (...points) => {
    const y = f(...points);
    return sum(mul(y, generic(y, 2.3)));
  };
  const gradients = (...points: NDArray[]): NDArray[] =>
    grad<NDArray[], NDArray, readonly number[]>(scalar, { argnums: xs.map((_, k) => k) })(...points) as NDArray[];
  const [us, vs] = [1.7, 3.1].map((turn) => xs.map((x, k) => generic(x, turn + k)));
  const along = (directions: NDArray[]): NDArray[] => jvp(gradients, xs as NDArray[], directions)[1];
  const [Hu, Hv] = [along(us), along(vs)];
  expectEqual(
    vs.map((v, k) => [v, Hu[k]]),
    us.map((u, k) => [u, Hv[k]]),
  );
}

/** A batch is as good as its members one by one, f and its gradients, whether all arguments have the batch or the first only. */
function checkVmap(f: Operation, xs: readonly NDArray[]): void {
  const gradients = (...points: NDArray[]): NDArray[] =>
    grad<NDArray[], NDArray, readonly number[]>(
      (...us) => {
        const y = f(...us);
        return sum(mul(y, generic(y, 2.3)));
      },
      { argnums: xs.map((_, k) => k) },
    )(...points) as NDArray[];
  const members = [1, 1.001, 0.999].map((scale) => xs.map((x): NDArray => mul(x, scale)));
  for (const batched of new Set([xs.length, 1])) {
    const args = xs.map((x, k): NDArray => (k < batched ? core.stack(members.map((member) => member[k])) : x));
    const inAxes = xs.map((_, k) => (k < batched ? 0 : null));
    const one = members.map((member) => xs.map((x, k) => (k < batched ? member[k] : x)));
    expectClose(vmap(f, { inAxes })(...args) as NDArray, core.stack(one.map((member) => f(...member))));
    const slopes = vmap(gradients, { inAxes })(...args) as NDArray[];
    slopes.forEach((slope, k) => expectClose(slope, core.stack(one.map((member) => gradients(...member)[k]))));
  }
}

/** The same operations, in kernels that may add up in another order. */
function expectClose(a: NDArray, b: NDArray): void {
  expect(a.shape).toEqual(b.shape);
  const size = Math.max(1, ...Array.from(b.toTypedArray() as Float64Array, Math.abs));
  expect(a).toBeCloseToArray(b, { atol: 2 ** 10 * Number.EPSILON * size });
}

type Product = readonly [NDArray, NDArray];

/**
 * Two sums of inner products are equal up to rounding: each factor is off by at most 2¹⁰ roundings of the largest entry
 * of all, which is what intermediate results of these operations reach.
 */
function expectEqual(left: readonly Product[], right: readonly Product[]): void {
  const all = [...left, ...right];
  const largest = Math.max(1, ...all.flat().flatMap((x) => Array.from(x.toTypedArray() as Float64Array, Math.abs)));
  const terms = all.reduce((count, [a]) => count + a.size, 0);
  const total = (products: readonly Product[]): number =>
    products.reduce((t, [a, b]) => t + (sum(mul(a, b)).item() as number), 0);
  expect(Math.abs(total(left) - total(right))).toBeLessThanOrEqual(2 ** 10 * Number.EPSILON * terms * largest ** 2);
}
