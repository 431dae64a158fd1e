import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Lengths, Rearranged } from "../array/typed-rearrange.js";
import type { Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { reshape } from "./reshape.js";
import { permuteDims } from "./transpose.js";

/**
 * Axes named on the left, and put together otherwise on the right: in another order, split, merged, without or with axes of
 * length 1.
 *
 * Parentheses hold the axes that one axis splits into or is merged from, the last of them running fastest; `...` stands for
 * all axes that are not named.
 *
 * @param lengths of axes that are split, all but one of each group
 * @throws {ValueError} for a pattern that is none, sides that differ, and lengths that do not follow
 * @throws {ShapeError} when `x` has other axes than the left side, or one does not divide
 * @remarks A view where strides allow it, as `reshape` is.
 * @see Rogozhnikov, *Einops: clear and reliable tensor manipulations with Einstein-like notation*, 2022
 * @example
 * rearrange(ones([2, 32, 5]), "b (h w) c -> b h w c", { h: 8 }).shape; // [2, 8, 4, 5]
 */
export function rearrange<
  D extends DType,
  S extends Shape,
  const P extends string,
  const L extends Lengths = Record<never, number>,
>(x: NDArray<D, S>, pattern: P, lengths?: L): NDArray<D, Rearranged<S, P, L>> {
  const source = requireArray("rearrange", "x", x);
  const known = requireOptions("rearrange", lengths) as Lengths;
  const { from, to } = read(pattern, source);
  const found = new Map(Object.entries(known));
  const stray = Object.keys(known).find((name) => !from.flat().includes(name));
  if (stray !== undefined) throw new ValueError("rearrange", "lengths must be of axes in the pattern", `"${stray}"`);
  const split = from.flatMap((group, axis) => splitLengths(group, axis, source, found));
  from.flat().forEach((name, i) => found.set(name, split[i]));
  const names = from.flat().filter((name) => name !== "1");
  const apart = reshape(
    source,
    names.map((name) => found.get(name) ?? 1),
  );
  const order = to.flat().filter((name) => name !== "1");
  const turned: NDArray = permuteDims(
    apart,
    order.map((name) => names.indexOf(name)),
  );
  return reshape(
    turned,
    to.map((group) => group.reduce((n, name) => n * (name === "1" ? 1 : (found.get(name) ?? 1)), 1)),
  ) as NDArray; // the shape that the type rule follows
}

/** The names of one axis: several where it is split or merged, `"1"` where it has length 1. */
type Group = readonly string[];

interface Pattern {
  readonly from: readonly Group[];
  readonly to: readonly Group[];
}

function read(pattern: string, x: NDArray): Pattern {
  const sides = typeof pattern === "string" ? pattern.split("->") : [];
  const [left, right] = sides.map(groupsOf);
  if (sides.length !== 2 || left === null || right === null) {
    const expected = 'pattern must have names, 1, "..." and groups in parentheses on both sides of "->"';
    throw new ValueError("rearrange", expected, kindOf(pattern));
  }
  const named = left.filter(([name]) => name !== "...").length;
  const hidden = x.ndim - named;
  if (hidden < 0 || (hidden > 0 && named === left.length)) {
    const least = named < left.length ? "at least " : "";
    throw new ShapeError("rearrange", `x must have ${least}${named} axes, as the pattern names`, { x: x.shape });
  }
  const [from, to] = [left, right].map((side) =>
    side.flatMap((group) => (group[0] === "..." ? ellipsis(hidden) : [group])),
  );
  const [p, q] = [from, to].map((side) => side.flat().filter((name) => name !== "1"));
  if (p.length !== q.length || new Set(p).size < p.length || !p.every((name) => q.includes(name))) {
    throw new ValueError("rearrange", "both sides must have the same axes, each once", `"${pattern}"`);
  }
  return { from, to };
}

function ellipsis(count: number): readonly Group[] {
  return Array.from({ length: count }, (_, i) => [`...${i}`]);
}

/** One side as groups; null when it is malformed. */
function groupsOf(side: string): readonly Group[] | null {
  const tokens = side.match(/\([^()]*\)|[^\s()]+/g) ?? [];
  const rest = side.replaceAll(/\([^()]*\)|[^\s()]+/g, "").trim();
  const isName = (name: string): boolean => /^[a-zA-Z_]\w*$/.test(name);
  const groups = tokens.map((token) => {
    if (!token.startsWith("(")) return [token];
    const names = token.slice(1, -1).trim();
    return names === "" ? ["1"] : names.split(/\s+/);
  });
  const isEllipsis = (group: Group): boolean => group.length === 1 && group[0] === "...";
  const isGroup = (group: Group): boolean => isEllipsis(group) || group.every((name) => name === "1" || isName(name));
  return rest === "" && groups.every(isGroup) && groups.filter(isEllipsis).length <= 1 ? groups : null;
}

/** The lengths of the axes that one axis splits into; the one not given follows from the others. */
function splitLengths(group: Group, axis: number, x: NDArray, found: ReadonlyMap<string, number>): readonly number[] {
  const n = x.layout.shape[axis];
  const lengthOf = (name: string): number | undefined => (name === "1" ? 1 : found.get(name));
  const open = group.filter((name) => lengthOf(name) === undefined);
  const known = group.reduce((product, name) => product * (lengthOf(name) ?? 1), 1);
  const wrong = group.find((name) => !(Number.isInteger(lengthOf(name) ?? 1) && (lengthOf(name) ?? 1) >= 0));
  if (wrong !== undefined) {
    throw new ValueError("rearrange", "lengths must be integers ≥ 0", `${wrong}: ${kindOf(lengthOf(wrong))}`);
  }
  if (open.length > 1 || (open.length === 1 && known === 0)) {
    const hint = `Give them: { ${open[0]}: … }.`;
    throw new ValueError(
      "rearrange",
      `all but one length of (${group.join(" ")}) must be known`,
      open.join(" and "),
      hint,
    );
  }
  if (open.length === 0 ? known !== n : n % known !== 0) {
    throw new ShapeError("rearrange", `axis ${axis} must split into (${group.join(" ")}) by ${known}`, { x: x.shape });
  }
  return group.map((name) => lengthOf(name) ?? n / known);
}
