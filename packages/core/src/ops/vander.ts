import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Check, Dim, IsUnranked, Shape } from "../array/typed-shape.js";
import type { VectorRule } from "../array/typed-vectors.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { onesLike, uninitialized, zeros } from "../array/create.js";
import { requireShape } from "../array/layout.js";
import { mul } from "./arithmetic.js";
import { stack } from "./concat-split.js";

/** The shape of a Vandermonde matrix. */
type Vandermonde<S extends Shape, N> =
  IsUnranked<S> extends true
    ? any
    : S extends readonly [infer M extends Dim]
      ? readonly [M, N extends number ? N : M]
      : any;

/**
 * The Vandermonde matrix of a vector: its powers, as columns, the highest first.
 *
 *     V[i, j] = xᵢⁿ⁻¹⁻ʲ, or xᵢʲ when increasing
 *
 * @param n how many columns; as many as rows when left out
 * @param options `increasing`: the lowest power first, default false
 * @throws {ShapeError} when `x` has not exactly one axis
 * @throws {ValueError} when `n` is no count
 * @throws {DTypeError} for bool elements
 * @remarks A power j is j − 1 products: its relative error is at most γⱼ.
 * @example
 * vander(array([2, 3]), 3).toArray(); // [[4, 2, 1], [9, 3, 1]]
 */
export function vander<D extends DType, S extends Shape, const N extends number | undefined = undefined>(
  x: NDArray<D, S> & Check<VectorRule<S, "x">, "vander">,
  n?: N,
  options?: { readonly increasing?: boolean },
): NDArray<D, Vandermonde<S, N>> {
  const { increasing = false } = requireOptions("vander", options);
  const source = requireArray("vander", "x", x);
  if (source.ndim !== 1) throw new ShapeError("vander", "x must have one axis", { x: source.shape });
  if (source.type.kind === "bool") throw new DTypeError("vander", "x must be numbers", { x: source.dtype });
  const count = n ?? source.size;
  if (!Number.isInteger(count) || count < 0) throw new ValueError("vander", "n must be an integer ≥ 0", kindOf(n));
  requireShape("vander", [source.size, count]);
  uninitialized("vander", [source.size, count], source.type).dispose(); // throws before the powers fill what memory there is
  if (count === 0) return zeros([source.size, 0], { dtype: source.dtype }) as NDArray;
  const powers: NDArray[] = [onesLike(source)];
  while (powers.length < count) powers.push(mul(powers[powers.length - 1], source));
  return stack(increasing ? powers : powers.reverse(), { axis: 1 }) as NDArray;
}
