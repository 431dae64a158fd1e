import { requireArray } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Lengths, RearrangeRule } from "../array/typed-rearrange.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { apart, readPattern, together } from "./axis-pattern.js";
import { permuteDims } from "./transpose.js";

/**
 * Axes named on the left, and put together otherwise on the right: in another order, split, merged, without or with axes of
 * length 1, repeated along new ones.
 *
 * Parentheses hold the axes that one axis splits into or is merged from, the last of them running fastest; `...` stands for
 * all axes that are not named.
 *
 * @param pattern a literal string is read by the compiler: one that does not fit the shape does not compile
 * @param lengths of axes that are split, all but one of each group, and of axes that only the right side has
 * @throws {ValueError} for a pattern that is none, an axis that the right side lacks, and lengths that do not follow
 * @throws {ShapeError} when `x` has other axes than the left side, or one does not divide
 * @remarks A view where strides allow it, as `reshape` is; so is a repetition that is not merged with another axis.
 * @see Rogozhnikov, *Einops: clear and reliable tensor manipulations with Einstein-like notation*, 2022
 * @example
 * rearrange(ones([2, 32, 5]), "b (h w) c -> b h w c", { h: 8 }).shape; // [2, 8, 4, 5]
 * rearrange(ones([2, 5]), "b c -> b t c", { t: 3 }).shape; // [2, 3, 5]
 */
export function rearrange<
  D extends DType,
  S extends Shape,
  const P extends string,
  const L extends Lengths = Record<never, number>,
>(
  x: NDArray<D, S>,
  pattern: P & Check<RearrangeRule<S, P, L, true>, "rearrange">,
  lengths?: L,
): NDArray<D, Result<RearrangeRule<S, P, L, true>>> {
  const source = requireArray("rearrange", "x", x);
  const read = readPattern("rearrange", pattern, source, lengths);
  const { names, kept } = read;
  if (kept.length < names.length) {
    const contract = "the right side must have every axis of the left";
    throw new ValueError("rearrange", contract, `"${pattern}"`, "Reduce over an axis with reduceAxes.");
  }
  const turned: NDArray = permuteDims(
    apart(source, read),
    kept.map((name) => names.indexOf(name)),
  );
  return together(turned, read); // the shape that the type rule follows
}
