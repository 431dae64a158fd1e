import { kindOf, requireArray, requireHolds, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { requireShape } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Padded, PadWidths } from "../array/typed-pad.js";
import type { WidthsRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { take } from "./gather-scatter.js";
import { embed, slice } from "./slice-pad.js";

/** What borders are made of: a constant, the outermost element, mirror images without or with it, or the other end. */
export type PadMode = "constant" | "edge" | "reflect" | "symmetric" | "wrap";

/**
 * `x` with borders: `widths` is one number for all sides, or `[before, after]` for each axis.
 *
 *     edge       a a | a b c | c c
 *     reflect    c b | a b c | b a
 *     symmetric  b a | a b c | c b
 *     wrap       b c | a b c | a b
 *
 * @param options `mode`: default `"constant"`; `value`: what it puts there, default 0
 * @throws {ValueError} for a width that is negative or not an integer, for another mode, and for an empty axis that is to
 *   grow by what it does not have
 * @throws {ShapeError} when there is not one pair for each axis
 * @example
 * pad(array([1, 2]), [[1, 2]]).toArray(); // [0, 1, 2, 0, 0]
 * pad(array([1, 2, 3]), 2, { mode: "reflect" }).toArray(); // [3, 2, 1, 2, 3, 2, 1]
 */
export function pad<D extends DType, S extends Shape, const W extends PadWidths>(
  x: NDArray<D, S>,
  widths: W & Check<WidthsRule<S, W>, "pad">,
  options?: { readonly mode?: PadMode; readonly value?: number },
): NDArray<D, Padded<S, W>> {
  const { mode = "constant", value = 0 } = requireOptions("pad", options);
  const source = requireArray("pad", "x", x);
  const { shape } = source.layout;
  const pairs = padPairs(widths, shape);
  const grown = shape.map((n: number, axis: number) => pairs[axis][0] + n + pairs[axis][1]);
  requireShape("pad", grown);
  if (mode === "constant") {
    if (typeof value !== "number") throw new ValueError("pad", "value must be a number", kindOf(value));
    requireHolds("pad", source.type, value);
    return embed(
      source,
      grown,
      pairs.map(([before]) => before),
      value,
    );
  }
  const position = Object.hasOwn(positions, mode) ? positions[mode] : undefined;
  if (position === undefined) {
    throw new ValueError("pad", `mode must be one of constant, ${Object.keys(positions).join(", ")}`, kindOf(mode));
  }
  const grow = (y: NDArray, length: number, axis: number): NDArray => {
    const [n, before] = [shape[axis], pairs[axis][0]];
    if (length === n) return y;
    if (n === 0) throw new ValueError("pad", `axis ${axis} must have elements to repeat`, "an empty one");
    return take(
      y,
      Array.from({ length }, (_, i) => position(i - before, n)),
      { axis },
    );
  };
  return grown.reduce(grow, slice(source, "...")); // another array also where nothing grows
}

/** Which of n elements stands at place i, counted from the first; i may be before it or beyond the last. */
const positions: Readonly<Record<string, (i: number, n: number) => number>> = {
  edge: (i, n) => Math.min(Math.max(i, 0), n - 1),
  reflect: (i, n) => mirrored(i, 2 * n - 2, n),
  symmetric: (i, n) => {
    const k = modulo(i, 2 * n);
    return k < n ? k : 2 * n - 1 - k;
  },
  wrap: modulo,
};

function mirrored(i: number, period: number, n: number): number {
  if (period === 0) return 0;
  const k = modulo(i, period);
  return k < n ? k : period - k;
}

function modulo(i: number, n: number): number {
  return ((i % n) + n) % n;
}

type Pairs = readonly (readonly [number, number])[];

/** `[before, after]` of each axis. */
function padPairs(widths: PadWidths, shape: readonly number[]): Pairs {
  const same = widths as number; // checked below, as all of them
  const pairs = Array.isArray(widths)
    ? (widths as readonly [number, number][])
    : shape.map(() => [same, same] as const);
  if (pairs.length !== shape.length || pairs.some((pair) => pair?.length !== 2)) {
    const counts = { x: shape, widths: [pairs.length] };
    throw new ShapeError("pad", "widths must have one pair [before, after] for each axis", counts);
  }
  const wrong = pairs.flat().filter((w) => !Number.isInteger(w) || w < 0);
  if (wrong.length > 0) {
    throw new ValueError("pad", "widths must be integers ≥ 0", kindOf(wrong[0]), "Use slice to take elements away.");
  }
  return pairs;
}
