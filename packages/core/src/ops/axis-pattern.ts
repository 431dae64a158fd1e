import { kindOf, requireOptions } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import type { Lengths } from "../array/typed-rearrange.js";
import { ShapeError, ValueError } from "../errors.js";
import { reshape } from "./reshape.js";
import { broadcastTo } from "./sum-broadcast.js";

/** The names of one axis: several where it is split or merged, `"1"` where it has length 1. */
type Group = readonly string[];

/** A pattern, read against an array. */
export interface AxisPattern {
  readonly to: readonly Group[];
  /** Names on the left, in order. */
  readonly names: readonly string[];
  /** Those of them that the right side has, in its order. */
  readonly kept: readonly string[];
  readonly lengths: ReadonlyMap<string, number>;
}

/** Reads `"b (h w) c -> b h w c"`. Names that only the right side has are new axes, whose lengths must be given. */
export function readPattern(op: string, pattern: string, x: NDArray, lengths: Lengths | undefined): AxisPattern {
  const known = requireOptions(op, lengths) as Lengths;
  const [from, to] = sidesOf(op, pattern, x);
  const [names, wanted] = [from, to].map((side) => side.flat().filter((name) => name !== "1"));
  const stray = Object.keys(known).find((name) => !names.includes(name) && !wanted.includes(name));
  if (stray !== undefined) throw new ValueError(op, "lengths must be of axes in the pattern", `"${stray}"`);
  if (new Set(names).size < names.length || new Set(wanted).size < wanted.length) {
    throw new ValueError(op, "an axis must stand once on a side", `"${pattern}"`);
  }
  const open = wanted.find((name) => !names.includes(name) && !Object.hasOwn(known, name));
  if (open !== undefined) {
    throw new ValueError(op, "the length of a new axis must be known", open, `Give it: { ${open}: … }.`);
  }
  const found = new Map(Object.entries(known));
  for (const [name, n] of found) requireLength(op, name, n);
  const split = from.flatMap((group, axis) => splitLengths(op, group, axis, x, found));
  from.flat().forEach((name, i) => found.set(name, split[i]));
  found.set("1", 1);
  return { to, names, kept: wanted.filter((name) => names.includes(name)), lengths: found };
}

/** `x` with an axis for each name on the left. */
export function apart(x: NDArray, { names, lengths }: AxisPattern): NDArray {
  return reshape(
    x,
    names.map((name) => lengths.get(name) ?? 1),
  );
}

/** An array with an axis for each name that is kept, with new ones among them, and merged as on the right. */
export function together(y: NDArray, { to, kept, lengths }: AxisPattern): NDArray {
  const order = to.flat();
  const lengthOf = (name: string): number => lengths.get(name) ?? 1;
  const spaced: NDArray = reshape(
    y,
    order.map((name) => (kept.includes(name) ? lengthOf(name) : 1)),
  );
  const repeated: NDArray = kept.length < order.length ? broadcastTo(spaced, order.map(lengthOf)) : spaced;
  return reshape(
    repeated,
    to.map((group) => group.reduce((n, name) => n * lengthOf(name), 1)),
  );
}

function sidesOf(op: string, pattern: string, x: NDArray): readonly [readonly Group[], readonly Group[]] {
  const sides = typeof pattern === "string" ? pattern.split("->") : [];
  const [left, right] = sides.map(groupsOf);
  if (sides.length !== 2 || left === null || right === null) {
    const expected = 'pattern must have names, 1, "..." and groups in parentheses on both sides of "->"';
    throw new ValueError(op, expected, kindOf(pattern));
  }
  const named = left.filter(([name]) => name !== "...").length;
  const hidden = x.ndim - named;
  if (hidden < 0 || (hidden > 0 && named === left.length)) {
    const least = named < left.length ? "at least " : "";
    throw new ShapeError(op, `x must have ${least}${named} axes, as the pattern names`, { x: x.shape });
  }
  const spelt = (side: readonly Group[]): readonly Group[] =>
    side.flatMap((group) => (group[0] === "..." ? ellipsis(hidden) : [group]));
  return [spelt(left), spelt(right)];
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

function requireLength(op: string, name: string, n: number): void {
  if (!(Number.isInteger(n) && n >= 0))
    throw new ValueError(op, "lengths must be integers ≥ 0", `${name}: ${kindOf(n)}`);
}

/** The lengths of the axes that one axis splits into; the one not given follows from the others. */
function splitLengths(
  op: string,
  group: Group,
  axis: number,
  x: NDArray,
  found: ReadonlyMap<string, number>,
): readonly number[] {
  const n = x.layout.shape[axis];
  const lengthOf = (name: string): number | undefined => (name === "1" ? 1 : found.get(name));
  const open = group.filter((name) => lengthOf(name) === undefined);
  const known = group.reduce((product, name) => product * (lengthOf(name) ?? 1), 1);
  if (open.length > 1 || (open.length === 1 && known === 0)) {
    const hint = `Give them: { ${open[0]}: … }.`;
    throw new ValueError(op, `all but one length of (${group.join(" ")}) must be known`, open.join(" and "), hint);
  }
  if (open.length === 0 ? known !== n : n % known !== 0) {
    throw new ShapeError(op, `axis ${axis} must split into (${group.join(" ")}) by ${known}`, { x: x.shape });
  }
  return group.map((name) => lengthOf(name) ?? n / known);
}
