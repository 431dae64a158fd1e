import { kindOf, requireArray } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Lengths, RearrangeRule } from "../array/typed-rearrange.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { apart, readPattern, together } from "./axis-pattern.js";
import { permuteDims } from "./transpose.js";

/** `sum`, `mean`, `max`, `min`, `prod`, or another function that reduces over the axes it is given. */
export type Reduction<D extends DType, E extends DType> = (
  x: NDArray<D>,
  options: { readonly axis: readonly number[] },
) => NDArray<E>;

/**
 * The axes that only the left side of a pattern names, reduced away; the others as `rearrange` puts them.
 *
 * @param pattern a literal string is read by the compiler: one that does not fit the shape does not compile
 * @param reduce the reduction: `sum`, `mean`, `max`, `min`, `prod`, …
 * @param lengths of axes that are split, all but one of each group, and of axes that only the right side has
 * @returns in the dtype of the reduction
 * @throws {ValueError} for a pattern that is none, lengths that do not follow, and a reduction that is no function
 * @throws {ShapeError} when `x` has other axes than the left side, or one does not divide
 * @remarks One reduction over all of them, which come last. The reduction is handed over and not named, so that a bundle has the
 *   one that it uses.
 * @see Rogozhnikov, *Einops: clear and reliable tensor manipulations with Einstein-like notation*, 2022
 * @example
 * // pooling of 2 × 2 pixels
 * reduceAxes(ones([1, 28, 28, 3]), "b (h i) (w j) c -> b h w c", max, { i: 2, j: 2 }).shape; // [1, 14, 14, 3]
 */
export function reduceAxes<
  D extends DType,
  E extends DType,
  S extends Shape,
  const P extends string,
  const L extends Lengths = Record<never, number>,
>(
  x: NDArray<D, S>,
  pattern: P & Check<RearrangeRule<S, P, L, false>, "reduceAxes">,
  reduce: Reduction<D, E>,
  lengths?: L,
): NDArray<E, Result<RearrangeRule<S, P, L, false>>> {
  const source = requireArray("reduceAxes", "x", x);
  if (typeof reduce !== "function") {
    throw new ValueError("reduceAxes", "reduce must be a function such as sum or max", kindOf(reduce));
  }
  const read = readPattern("reduceAxes", pattern, source, lengths);
  const { names, kept } = read;
  const dropped = names.filter((name) => !kept.includes(name));
  const turned: NDArray = permuteDims(
    apart(source, read),
    [...kept, ...dropped].map((name) => names.indexOf(name)),
  );
  return together(reduce(turned, { axis: dropped.map((_, i) => kept.length + i) }), read); // the shape of the type rule
}
