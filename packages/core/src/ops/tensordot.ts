import { kindOf, requireOptions } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import { normalizeAxis, requireNdim } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireNumbers } from "../array/require-numbers.js";
import type { ContractedAxes, Inner, TensorDot } from "../array/typed-products.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { matmul } from "./matmul.js";
import { reshape } from "./reshape.js";
import { permuteDims } from "./transpose.js";

/**
 * Sums of products over axes of both operands: the axes of `a` that are left, then those of `b`.
 *
 *     axes = 1:  C[…, …] = Σₖ A[…, k] · B[k, …]
 *
 * @param options `axes`: how many, the last of `a` with the first of `b`, default 2; or which, a list for each
 * @throws {ShapeError} when the lengths of two that meet differ; known dimensions that differ do not compile
 * @throws {IndexError} for an axis that an operand does not have
 * @throws {ValueError} for a count that is none, or lists of different lengths
 * @throws {DTypeError} for bool operands
 * @remarks One matrix product; operands are copied only where their axes do not merge.
 * @example
 * tensordot(ones([2, 3, 4]), ones([3, 4, 5])).shape; // [2, 5]
 * tensordot(ones([2, 3]), ones([4, 2]), { axes: [[0], [1]] }).shape; // [3, 4]
 */
export function tensordot<
  D extends DType,
  E extends DType,
  A extends Shape,
  B extends Shape,
  const X extends ContractedAxes = 2,
>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<TensorDot<A, B, X>, "tensordot">,
  options?: { readonly axes?: X },
): NDArray<Promote<D, E>, Result<TensorDot<A, B, X>>> {
  const { axes = 2 } = requireOptions("tensordot", options);
  const [x, y] = requireNumbers("tensordot", a, b);
  const [p, q] = axesOf(x, y, axes);
  return contracted("tensordot", x, y, p, q);
}

/**
 * Inner products of the vectors along the last axes, each of `a` with each of `b`. For complex arrays nothing is conjugated.
 *
 *     C[…, …] = Σₖ A[…, k] · B[…, k]
 *
 * @throws {ShapeError} when the last axes differ, or there is none; known dimensions that differ do not compile
 * @throws {DTypeError} for bool operands
 * @example
 * inner(ones([2, 3]), ones([4, 3])).shape; // [2, 4]
 */
export function inner<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Inner<A, B>, "inner">,
): NDArray<Promote<D, E>, Result<Inner<A, B>>> {
  const [x, y] = requireNumbers("inner", a, b);
  requireNdim("inner", "a", x, 1);
  requireNdim("inner", "b", y, 1);
  return contracted("inner", x, y, [x.ndim - 1], [y.ndim - 1]);
}

function axesOf(a: NDArray, b: NDArray, axes: ContractedAxes): readonly [readonly number[], readonly number[]] {
  if (typeof axes === "number") {
    if (!Number.isInteger(axes) || axes < 0) {
      throw new ValueError("tensordot", "axes must be a count or a list for each operand", kindOf(axes));
    }
    requireNdim("tensordot", "a", a, axes);
    requireNdim("tensordot", "b", b, axes);
    const count = Array.from({ length: axes }, (_, i) => i);
    return [count.map((i) => a.ndim - axes + i), count];
  }
  if (!Array.isArray(axes) || axes.length !== 2 || !axes.every(Array.isArray) || axes[0].length !== axes[1].length) {
    const got = Array.isArray(axes) ? JSON.stringify(axes) : kindOf(axes);
    throw new ValueError("tensordot", "axes must be two lists of one length", got);
  }
  const [p, q] = [a, b].map((x, i) => axes[i].map((axis: number) => normalizeAxis("tensordot", axis, x.ndim)));
  for (const list of [p, q]) {
    if (new Set(list).size < list.length) {
      throw new ValueError("tensordot", "the axes of an operand must be distinct", JSON.stringify(axes));
    }
  }
  return [p, q];
}

function contracted(op: string, a: NDArray, b: NDArray, p: readonly number[], q: readonly number[]): NDArray {
  const [s, t] = [a.layout.shape, b.layout.shape];
  const wrong = p.findIndex((axis, i) => s[axis] !== t[q[i]]);
  if (wrong >= 0) throw new ShapeError(op, `dimensions ${s[p[wrong]]} and ${t[q[wrong]]} differ`, { a: s, b: t });
  const [left, right] = [others(s, p), others(t, q)];
  const length = (shape: readonly number[], axes: readonly number[]): number =>
    axes.reduce((n, axis) => n * shape[axis], 1);
  const rows = reshape(permuteDims(a, [...left, ...p]), [length(s, left), length(s, p)]);
  const cols = reshape(permuteDims(b, [...q, ...right]), [length(t, q), length(t, right)]);
  return reshape(matmul(rows, cols) as NDArray, [...left.map((axis) => s[axis]), ...right.map((axis) => t[axis])]); // checked above
}

function others(shape: readonly number[], axes: readonly number[]): readonly number[] {
  return shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
}
