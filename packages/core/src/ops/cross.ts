import { requireOptions } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import { broadcastShapes, normalizeAxis, requireNdim } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { requireNumbers } from "../array/require-numbers.js";
import type { SpaceRule } from "../array/typed-ranks.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { mul, sub } from "./arithmetic.js";
import { roll } from "./flip-roll.js";

/**
 * Cross products of vectors of three elements along an axis; the other axes broadcast.
 *
 *     c = (a₁b₂ − a₂b₁, a₂b₀ − a₀b₂, a₀b₁ − a₁b₀)
 *
 * @param options `axis`: of both operands, default −1
 * @throws {ShapeError} when an operand has another length than 3 along the axis, or the other axes do not broadcast
 * @throws {IndexError} for an axis that an operand does not have
 * @throws {DTypeError} for bool operands
 * @example
 * cross(array([1, 0, 0]), array([0, 1, 0])).toArray(); // [0, 0, 1]
 */
export function cross<D extends DType, E extends DType, A extends Shape, B extends Shape, const X extends number = -1>(
  a: NDArray<D, A> & Check<SpaceRule<A, "a", X>, "cross">,
  b: NDArray<E, B> & Check<SpaceRule<B, "b", X>, "cross"> & Check<Broadcast<A, B>, "cross">,
  options?: { readonly axis?: X },
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  const { axis = -1 } = requireOptions("cross", options);
  const operands = requireNumbers("cross", a, b);
  operands.forEach((x, i) => {
    const name = i === 0 ? "a" : "b";
    requireNdim("cross", name, x, 1);
    const { shape } = x.layout;
    if (shape[normalizeAxis("cross", axis, x.ndim)] === 3) return;
    throw new ShapeError("cross", `${name} must have length 3 along axis ${axis}`, { [name]: shape });
  });
  broadcastShapes("cross", operands[0].layout.shape, operands[1].layout.shape);
  const [[a1, a2], [b1, b2]] = operands.map((x) => [roll(x, -1, { axis }), roll(x, -2, { axis })] as NDArray[]);
  return sub(mul(a1, b2) as NDArray, mul(a2, b1) as NDArray); // broadcast as checked above
}
