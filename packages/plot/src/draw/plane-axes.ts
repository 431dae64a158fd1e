import { extent } from "../read/extent.js";
import { type Axis, type AxisStyle, linearAxis } from "./axis.js";
import { paddedDomain } from "./ticks.js";

/** Axes of a plane with equal units that show the origin and all values, with room around them, and are never a mere strip. */
export function planeAxes(
  x: readonly number[],
  y: readonly number[],
  styles: { readonly x: AxisStyle; readonly y: AxisStyle },
): { x: Axis; y: Axis } {
  const [across, up] = [extent([0, ...x]), extent([0, ...y])];
  // a range of nothing would be moved apart without regard to the other
  const least = Math.max(across[1] - across[0], up[1] - up[0]) * 0.4;
  const ends = [across, up].map((range) => paddedDomain(...atLeast(range, least), 0.12));
  return { x: linearAxis("x", ...ends[0], styles.x), y: linearAxis("y", ...ends[1], styles.y) };
}

function atLeast([low, high]: [number, number], length: number): [number, number] {
  const more = Math.max(0, length - (high - low)) / 2;
  return [low - more, high + more];
}
