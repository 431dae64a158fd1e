import { requireOptions } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import { broadcastShapes, normalizeAxis, requireNdim } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireNumbers } from "../array/require-numbers.js";
import type { Outer, VecDot } from "../array/typed-products.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { mul } from "./arithmetic.js";
import { matmul } from "./matmul.js";
import { moveaxis } from "./moveaxis.js";
import { reshape } from "./reshape.js";
import { adjoint } from "./transpose.js";

/**
 * Inner products of the vectors along an axis, the other axes broadcast; the first operand is conjugated.
 *
 *     c = Σₖ conj(aₖ) · bₖ
 *
 * @param options `axis`: of both operands, default −1
 * @throws {ShapeError} when the vectors differ in length, or the other axes do not broadcast; known dimensions that differ do
 *   not compile
 * @throws {IndexError} for an axis that an operand does not have
 * @throws {DTypeError} for bool operands
 * @example
 * vecdot(array([1, 2, 3]), array([4, 5, 6])).item(); // 32
 */
export function vecdot<D extends DType, E extends DType, A extends Shape, B extends Shape, const X extends number = -1>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<VecDot<A, B, X>, "vecdot">,
  options?: { readonly axis?: X },
): NDArray<Promote<D, E>, Result<VecDot<A, B, X>>> {
  const { axis = -1 } = requireOptions("vecdot", options);
  const [x, y] = requireNumbers("vecdot", a, b).map((operand, i): NDArray => {
    requireNdim("vecdot", i === 0 ? "a" : "b", operand, 1);
    return moveaxis(operand, normalizeAxis("vecdot", axis, operand.ndim), -1);
  });
  const [s, t] = [x.layout.shape, y.layout.shape];
  const [n, m] = [s[s.length - 1], t[t.length - 1]];
  if (n !== m)
    throw new ShapeError("vecdot", `dimensions ${n} and ${m} differ`, { a: a.shape, b: (b as NDArray).shape });
  const batch = broadcastShapes("vecdot", s.slice(0, -1), t.slice(0, -1));
  const columns = [x, y].map((operand): NDArray => reshape(operand, [...operand.layout.shape, 1]));
  return reshape(matmul(adjoint(columns[0]), columns[1]) as NDArray, batch); // checked above
}

/**
 * All products of an element of one vector with one of another.
 *
 *     C[i, j] = aᵢ · bⱼ
 *
 * @throws {ShapeError} when an operand has not exactly one axis, which does not compile where it is known
 * @throws {DTypeError} for bool operands
 * @example
 * outer(array([1, 2]), array([3, 4])).toArray(); // [[3, 4], [6, 8]]
 */
export function outer<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Outer<A, B>, "outer">,
): NDArray<Promote<D, E>, Result<Outer<A, B>>> {
  const [x, y] = requireNumbers("outer", a, b);
  for (const [name, { layout }] of [
    ["a", x],
    ["b", y],
  ] as const) {
    if (layout.shape.length !== 1)
      throw new ShapeError("outer", `${name} must have one axis`, { [name]: layout.shape });
  }
  return mul(reshape(x, [-1, 1].with(0, x.size)), y);
}
