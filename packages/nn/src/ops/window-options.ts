import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Windows } from "@linnet/kernels/nn";

/** One number for all spatial axes, or one for each. */
export type PerAxis = number | readonly number[];

/** Zeros around x: as many on each side, for each axis, or before and after it for each; `"same"` keeps the lengths, `"valid"` adds none. */
export type Padding = "same" | "valid" | number | readonly (number | readonly [before: number, after: number])[];

/** How windows slide over x. */
export interface ConvolutionOptions {
  /** Elements of x from one window to the next. Default 1. */
  readonly stride?: PerAxis;
  /** Default 0. `"same"` asks for strides of 1. */
  readonly padding?: Padding;
  /** Elements of x from one element of a window to the next. Default 1. */
  readonly dilation?: PerAxis;
  /** Input and output channels fall into so many groups that know nothing of each other. Default 1. */
  readonly groups?: number;
}

/** Windows with what is behind x, which the number of windows follows from. */
export interface Sliding extends Windows {
  readonly after: readonly number[];
}

/** Options with all that was left out, checked, for windows of a size. @throws {ValueError} */
export function slidingOf(op: string, size: readonly number[], options: ConvolutionOptions): Sliding {
  const stride = positiveAxes(op, "stride", options.stride ?? 1, size.length);
  const dilation = positiveAxes(op, "dilation", options.dilation ?? 1, size.length);
  const groups = options.groups ?? 1;
  if (!isPositive(groups)) throw new ValueError(op, "groups must be a positive integer", kindOf(groups));
  const pairs = paddingOf(op, options.padding ?? 0, size, stride, dilation);
  return { stride, dilation, groups, before: pairs.map(([before]) => before), after: pairs.map(([, after]) => after) };
}

/** One positive integer for each axis. @throws {ValueError} */
export function positiveAxes(op: string, name: string, value: PerAxis, axes: number): readonly number[] {
  const list = Array.isArray(value) ? (value as readonly number[]) : new Array<number>(axes).fill(value as number);
  if (list.length === axes && list.every(isPositive)) return list;
  const expected = `${name} must be a positive integer, or one for each of ${axes} axes`;
  throw new ValueError(op, expected, Array.isArray(value) ? `[${list.map(kindOf).join(", ")}]` : kindOf(value));
}

function isPositive(n: unknown): boolean {
  return Number.isInteger(n) && (n as number) > 0;
}

function paddingOf(
  op: string,
  padding: Padding,
  size: readonly number[],
  stride: readonly number[],
  dilation: readonly number[],
): readonly (readonly [number, number])[] {
  if (padding === "valid") return size.map(() => [0, 0]);
  if (padding === "same") {
    if (stride.some((s) => s !== 1)) {
      throw new ValueError(op, 'padding "same" asks for strides of 1', `[${stride.join(", ")}]`, "Give numbers.");
    }
    return size.map((n, i) => {
      const total = dilation[i] * (n - 1);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
  }
  const list = Array.isArray(padding) ? (padding as readonly unknown[]) : size.map(() => padding);
  const pairs = list.map((p): readonly unknown[] => (Array.isArray(p) ? p : [p, p]));
  const isPair = (pair: readonly unknown[]): pair is readonly [number, number] =>
    pair.length === 2 && pair.every((p) => Number.isInteger(p) && (p as number) >= 0);
  if (pairs.length === size.length && pairs.every(isPair)) return pairs;
  const expected = `padding must be "same", "valid", an integer ≥ 0, or such a one or a pair for each of ${size.length} axes`;
  throw new ValueError(op, expected, typeof padding === "object" ? JSON.stringify(padding) : kindOf(padding));
}

/** Elements of x between the first and the last of a window, both counted. */
export function spanOf(size: readonly number[], dilation: readonly number[]): readonly number[] {
  return size.map((n, i) => (n - 1) * dilation[i] + 1);
}

/** How many windows fit along each axis. @throws {ShapeError} when none does */
export function windowCounts(
  op: string,
  x: readonly number[],
  size: readonly number[],
  { stride, dilation, before, after }: Sliding,
): readonly number[] {
  const span = spanOf(size, dilation);
  const extent = x.slice(x.length - size.length);
  const counts = extent.map((n, i) => Math.floor((before[i] + n + after[i] - span[i]) / stride[i]) + 1);
  if (counts.every((n) => n > 0)) return counts;
  const expected = `a window of ${span.join("×")} must fit into x and its padding`;
  throw new ShapeError(op, expected, { x }, "Add padding, or make the window smaller.");
}

/** Refuses what has no channels and spatial axes. @throws {ShapeError} */
export function requireImages(op: string, x: NDArray, axes: number): void {
  if (x.ndim > axes) return;
  const names = axes === 1 ? "C, L" : axes === 2 ? "C, H, W" : "C, D, H, W";
  throw new ShapeError(op, `x must have shape […, ${names}]`, { x: x.shape });
}
