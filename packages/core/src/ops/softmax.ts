import * as kernels from "@linnet/kernels";
import { NO_ORDER, requireArray, requireOptions, requireReal } from "../array/argument.js";
import type { DType, Divided } from "../array/dtype.js";
import { contiguousLike, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { DTypeError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { mul, sub } from "./arithmetic.js";
import { astype, real } from "./astype.js";
import { zipInto } from "./elementwise.js";
import { exp, log } from "./exp-log.js";
import { max } from "./extrema.js";
import { isFinite } from "./is-finite.js";
import { type AxisOptions, type ReduceParams, reduceParams, reducedAval, spread, sum } from "./sum-broadcast.js";
import { where } from "./where.js";

/**
 * log Σ eˣ over axes, safe for any finite or infinite elements.
 *
 *     m + log Σ exp(x − m),  m = max x
 *
 * Of complex numbers too: the principal branch, shifted by the largest real part.
 *
 * @throws {ShapeError} when there is nothing to add up
 * @throws {DTypeError} for bools
 */
export function logSumExp<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Divided<D>, Reduced<S, A, K>> {
  return bind(logSumExpP, [inexact("logSumExp", x)], reduceParams("logSumExp", x, options, true));
}

/**
 * eˣ / Σ eˣ along one axis (the last, unless given).
 *
 * @throws {DTypeError} for bools, and for complex numbers: weights of what has an order
 */
export function softmax<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axis?: number },
): NDArray<Divided<D>, S> {
  const { axis = -1 } = requireOptions("softmax", options);
  return bind(softmaxP, [floats("softmax", x)], normalizeAxis("softmax", axis, x.ndim));
}

/**
 * log softmax along one axis (the last, unless given).
 *
 *     x − log Σ eˣ = (x − m) − log Σ exp(x − m),  m = max x
 *
 * @remarks From the shifted elements: x and log Σ eˣ would share their leading digits, and lose the others.
 */
export function logSoftmax<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly axis?: number },
): NDArray<Divided<D>, S> {
  const { axis = -1 } = requireOptions("logSoftmax", options);
  return bind(logSoftmaxP, [floats("logSoftmax", x)], normalizeAxis("logSoftmax", axis, x.ndim));
}

const logSumExpP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("logSumExp", {
  abstract([x], params) {
    const out = reducedAval(x, params);
    if (x.layout.size > 0 || out.layout.size === 0) return out;
    throw new ShapeError("logSumExp", "the reduced axes must not be empty", { x: x.layout.shape });
  },

  evaluate([x], out, { axes, keepDims }) {
    const size: NDArray = x.type.kind === "complex" ? real(x) : x;
    const m = shift(size, axes);
    const total = log(sum(exp(sub(x, m)), { axis: axes, keepDims }));
    const back = keepDims ? m : shift(size, axes, false);
    zipInto(kernels.add, total, back.type === out.type ? back : astype(back, out.dtype), out);
  },

  derivative: {
    vjp: (ct, [x], y, params) => [() => mul(spread(ct, x.shape, params), weights(x, y, params))],
    jvp: ([dx], [x], y, params) =>
      sum(mul(dx, weights(x, y, params)), { axis: params.axes, keepDims: params.keepDims }),
  },
});

const softmaxP: Primitive<number> = /* @__PURE__ */ primitive<number>("softmax", {
  abstract: ([x]) => contiguousLike(x),

  evaluate([x], out, axis) {
    if (x.size === 0) return;
    const e: NDArray = exp(sub(x, shift(x, [axis])));
    zipInto(kernels.div, e, sum(e, { axis, keepDims: true }), out);
  },

  derivative: {
    // dy = y·(dx − Σ y·dx), which is symmetric: vjp and jvp are one map.
    vjp: (ct, _inputs, y, axis) => [() => centredProduct(ct, y, axis)],
    jvp: ([dx], _inputs, y, axis) => centredProduct(dx, y, axis),
  },
});

const logSoftmaxP: Primitive<number> = /* @__PURE__ */ primitive<number>("logSoftmax", {
  abstract: ([x]) => contiguousLike(x),

  evaluate([x], out, axis) {
    if (x.size === 0) return;
    const shifted: NDArray = sub(x, shift(x, [axis]));
    zipInto(kernels.sub, shifted, log(sum(exp(shifted), { axis, keepDims: true })), out);
  },

  derivative: {
    // dy = dx − Σ eʸ·dx
    vjp: (ct, _inputs, y, axis) => [() => sub(ct, mul(exp(y), sum(ct, { axis, keepDims: true }) as NDArray))],
    jvp: ([dx], _inputs, y, axis) => sub(dx, sum(mul(exp(y), dx), { axis, keepDims: true }) as NDArray),
  },
});

function centredProduct(v: NDArray, y: NDArray, axis: number): NDArray {
  return mul(y, sub(v, sum(mul(v, y), { axis, keepDims: true }) as NDArray));
}

/** softmax over the reduced axes, from x and its logSumExp. */
function weights(x: NDArray, y: NDArray, params: ReduceParams): NDArray {
  return exp(sub(x, spread(y, x.shape, params)));
}

/** The maximum over axes, or 0 where it is not finite: ∞ − ∞ must not arise. */
function shift(x: NDArray, axes: readonly number[], keepDims = true): NDArray {
  const m: NDArray = max(x, { axis: axes, keepDims });
  return where(isFinite(m), m, 0);
}

function floats(op: string, x: NDArray): NDArray {
  requireReal(op, "x", requireArray(op, "x", x), NO_ORDER);
  return inexact(op, x);
}

function inexact(op: string, x: NDArray): NDArray {
  const { kind, name } = requireArray(op, "x", x).type;
  if (kind === "bool")
    throw new DTypeError(op, "x must be numbers", { x: name }, 'Convert it first: x.astype("int32").');
  return kind === "int" || kind === "uint" ? astype(x, "float64") : x;
}
