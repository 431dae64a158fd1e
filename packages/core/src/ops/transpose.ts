import { strided } from "@linnet/kernels";
import { requireArray, requireList } from "../array/argument.js";
import { alias, viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { axesUpTo, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Permuted } from "../array/typed-axes.js";
import type { OrderRule } from "../array/typed-ranks.js";
import type { Check, Shape, Transpose } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { conj } from "./complex-parts.js";

/** The last two axes swapped: a view. Arrays of fewer axes are answered unchanged. */
export function matrixTranspose<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, Transpose<S>> {
  const { length } = requireArray("matrixTranspose", "x", x).layout.shape;
  return bind(permuteDimsP, [x], length < 2 ? axesUpTo(length) : swapLast(length));
}

/** The conjugate transpose over the last two axes: a copy of complex arrays; for real ones the transpose, a view. */
export function adjoint<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, Transpose<S>> {
  const transposed = matrixTranspose(requireArray("adjoint", "x", x));
  return transposed.type.kind === "complex" ? conj(transposed) : transposed;
}

/**
 * Axes in another order: axis i of the result is axis `axes[i]` of `x`. A view.
 *
 * @throws {ValueError} when `axes` is not a permutation of the axes
 */
export function permuteDims<D extends DType, S extends Shape, const P extends readonly number[]>(
  x: NDArray<D, S>,
  axes: P & Check<OrderRule<S, P>, "permuteDims">,
): NDArray<D, Permuted<S, P>> {
  const { ndim } = requireArray("permuteDims", "x", x);
  requireList("permuteDims", "axes", axes);
  const order = axes.map((a) => normalizeAxis("permuteDims", a, ndim));
  if (order.length !== ndim || new Set(order).size !== ndim) {
    throw new ValueError("permuteDims", `axes must be a permutation of the ${ndim} axes`, `[${axes.join(", ")}]`);
  }
  return bind(permuteDimsP, [x], order);
}

const permuteDimsP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("permuteDims", {
  abstract([x], order) {
    const { shape, strides } = x.layout;
    const n = order.length;
    const newShape = new Array<number>(n);
    const newStrides = new Array<number>(n);
    let same = true;
    for (let i = 0; i < n; i++) {
      newShape[i] = shape[order[i]];
      newStrides[i] = strides[order[i]];
      same &&= order[i] === i;
    }
    return same ? x : { type: x.type, layout: strided(newShape, newStrides) };
  },
  view: (x, aval) => (aval.layout === x.layout ? alias(x) : viewOf(x, aval.layout)),
  derivative: {
    vjp: (ct, _inputs, _out, order) => [() => bind(permuteDimsP, [ct], inverse(order))],
    jvp: ([dx], _inputs, _out, order) => bind(permuteDimsP, [dx], order),
  },
});

function inverse(order: readonly number[]): readonly number[] {
  const out = new Array<number>(order.length);
  order.forEach((a, i) => (out[a] = i));
  return out;
}

const swaps: (readonly number[])[] = [];

/** [0, …, n − 3, n − 1, n − 2], made once. */
function swapLast(n: number): readonly number[] {
  return (swaps[n] ??= [...axesUpTo(n - 2), n - 1, n - 2]);
}
