import * as kernels from "@linnet/kernels";
import {
  type ElementType,
  elementTypes,
  elements,
  float64,
  int32,
  reduce,
  rowMajor,
  sameShape,
  scalarLayout,
  uint32,
} from "@linnet/kernels";
import { NO_ORDER, requireArray, requireOptions, requireReal } from "../array/argument.js";
import type { Aval } from "../array/aval.js";
import { alias, allocate, viewOf } from "../array/construct.js";
import type { DType, Summed } from "../array/dtype.js";
import { broadcastLayout, normalizeAxes, requireShape } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { StretchRule } from "../array/typed-ranks.js";
import type { AxisOption, Check, Reduced, Shape } from "../array/typed-shape.js";
import { IntegerOverflowError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { reshape } from "./reshape.js";

/** Which axes a reduction runs over, and whether they stay with length 1. */
export interface AxisOptions<A extends AxisOption, K extends boolean> {
  /** One axis or several; all when left out. Negative ones count from the end. */
  readonly axis?: A;
  readonly keepDims?: K;
}

/** Params of a reduction: its axes, checked, distinct and ascending. */
export interface ReduceParams {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/**
 * Sum of elements over axes.
 *
 * Floats keep their dtype. Integers and bools add up exactly and give int32 (uint32 for unsigned ones).
 *
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {IntegerOverflowError} when an integer sum does not fit
 * @remarks Blocked accumulation: the error grows with the depth of a tree, not with the number of elements.
 * @example
 * sum(array([[1, 2], [3, 4]]), { axis: 0 }).toArray(); // [4, 6]
 */
export function sum<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Summed<D>, Reduced<S, A, K>> {
  return bind(sumP, [x], reduceParams("sum", x, options, true));
}

/**
 * `x` repeated along new and length-1 axes to `shape`: a view, nothing is copied.
 *
 * @throws {ShapeError} when `x` does not broadcast to `shape`
 */
export function broadcastTo<D extends DType, S extends Shape, const R extends Shape>(
  x: NDArray<D, S> & Check<StretchRule<S, R>, "broadcastTo">,
  shape: R,
): NDArray<D, R> {
  requireShape("broadcastTo", shape);
  return bind(broadcastToP, [x], shape);
}

/** The sum over the axes that broadcasting from `shape` had added or stretched: what broadcasting does to a cotangent. */
export function sumTo(ct: NDArray, shape: readonly number[]): NDArray {
  if (sameShape(ct.shape, shape)) return ct;
  const added = ct.ndim - shape.length;
  const axes: number[] = [];
  for (let i = 0; i < ct.ndim; i++) if (i < added || (shape[i - added] === 1 && ct.shape[i] !== 1)) axes.push(i);
  const total: NDArray = sum(ct, { axis: axes });
  return total.ndim === shape.length ? total : reshape(total, shape);
}

/** Checked axes of a reduction over `x`: a real array, unless complex ones are welcome. */
export function reduceParams(
  op: string,
  x: Aval,
  options: { readonly axis?: AxisOption; readonly keepDims?: boolean } | undefined,
  complex = false,
): ReduceParams {
  requireArray(op, "x", x);
  if (!complex) requireReal(op, "x", x, NO_ORDER);
  const { axis, keepDims = false } = requireOptions(op, options);
  return { axes: normalizeAxes(op, axis, x.layout.shape.length), keepDims };
}

/** dtype and layout of a reduction's result. */
export function reducedAval(x: Aval, { axes, keepDims }: ReduceParams, type: ElementType = x.type): Aval {
  const { shape } = x.layout;
  if (axes.length === shape.length && !keepDims) return { type, layout: scalarLayout };
  const kept = keepDims ? shape.map((n, i) => (axes.includes(i) ? 1 : n)) : shape.filter((_, i) => !axes.includes(i));
  return { type, layout: rowMajor(kept) };
}

/** What a reduction left, spread over `shape` again: a view. */
export function spread(y: NDArray, shape: readonly number[], { axes }: ReduceParams): NDArray {
  const beside = shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return broadcastTo(y.ndim === 0 ? y : reshape(y, beside), shape);
}

const sumP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("sum", {
  abstract: ([x], params) => reducedAval(x, params, sumType(x.type)),

  evaluate([x], out, { axes }) {
    if (x.type.kind === "float" || x.type.kind === "complex") reduce(kernels.sum, x, axes, out);
    else integerInto("sum", kernels.sum, x, axes, out);
  },

  derivative: {
    vjp: (ct, [x], _out, params) => [() => spread(ct, x.shape, params)],
    jvp: ([dx], _inputs, _out, { axes, keepDims }) => sum(dx, { axis: axes, keepDims }),
  },
});

const broadcastToP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("broadcastTo", {
  abstract(inputs, shape) {
    const from = inputs[0].layout.shape;
    const skip = shape.length - from.length;
    if (skip < 0 || from.some((n, i) => n !== 1 && n !== shape[i + skip])) {
      throw new ShapeError("broadcastTo", "x must broadcast to the shape", { x: from, shape });
    }
    return { type: inputs[0].type, layout: broadcastLayout(inputs[0].layout, shape) };
  },
  view: (x, aval) => (aval.layout === x.layout ? alias(x) : viewOf(x, aval.layout)),
  derivative: {
    vjp: (ct, [x]) => [() => sumTo(ct, x.shape)],
    jvp: ([dx], _inputs, _out, shape) => broadcastTo(dx, shape),
  },
});

/** The element type of a sum or product. */
export function sumType(type: ElementType): ElementType {
  if (type.kind === "uint") return uint32;
  return type.kind === "int" || type.kind === "bool" ? int32 : type;
}

/** An integer sum or product, as float64, which is exact up to 2⁵³; refuses what the result's dtype cannot hold. */
export function integerInto(
  name: string,
  op: kernels.ReduceOp,
  x: NDArray,
  axes: readonly number[],
  out: NDArray,
): void {
  const wide = allocate({ type: float64, layout: out.layout });
  reduce(op, x, axes, wide);
  const values = elements(wide.storage, float64);
  const limits = out.type === uint32 ? [0, 2 ** 32 - 1] : [-(2 ** 31), 2 ** 31 - 1];
  for (let i = 0; i < wide.size; i++) {
    if (!(values[i] >= limits[0] && values[i] <= limits[1])) {
      throw new IntegerOverflowError(name, elementTypes[out.type.name].name, values[i]);
    }
  }
  kernels.copy(wide, out);
}
