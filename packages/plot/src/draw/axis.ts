import { FONT } from "./sizes.js";
import { textWidth } from "./text-width.js";
import { type Ticks, formatPercent, linearTicks, logTicks, namedTicks } from "./ticks.js";

export type { Ticks };

/** An axis: how values become pixels, its ticks and its name. */
export interface Axis {
  readonly type: "linear" | "log" | "band";
  readonly domain: readonly number[];
  /** The ticks that fit on so many pixels. */
  readonly ticks: (pixels: number) => Ticks;
  readonly label?: string;
  /** Lines across the chart at the ticks. */
  readonly grid?: boolean;
  /** Whether the first value of a y axis is at the top. */
  readonly downward?: boolean;
  /** Space between the places of a band axis, as a share of their pitch. */
  readonly padding?: number;
  /** The same axis over another range, with ticks that far apart, where it is one of numbers. */
  readonly over?: (low: number, high: number, step: number) => Axis;
}

/** How an axis looks. */
export type AxisStyle = Pick<Axis, "label" | "grid" | "downward" | "padding">;

/** An axis of numbers; `whole` where they can only be whole, such as counts. */
export type NumberStyle = AxisStyle & { readonly whole?: boolean };

export function linearAxis(side: "x" | "y", low: number, high: number, style: NumberStyle): Axis {
  const { whole, ...rest } = style;
  // no more ticks than there are whole numbers makes every step a whole number
  const most = whole ? Math.max(1, high - low) : Number.POSITIVE_INFINITY;
  const ticks = (pixels: number) => linearTicks(low, high, Math.min(most, count(side, pixels)));
  const over = (from: number, to: number, step: number): Axis => {
    const every = () => linearTicks(from, to, (to - from) / step);
    return { ...rest, type: "linear", domain: [from, to], ticks: every, over };
  };
  return { ...rest, type: "linear", domain: [low, high], ticks, over };
}

/** Shares of a whole, written as percentages. */
export function percentAxis(side: "x" | "y", low: number, high: number, style: AxisStyle): Axis {
  const ticks = (pixels: number): Ticks => {
    const { values } = linearTicks(low, high, count(side, pixels));
    return { values, label: (value) => formatPercent(value, 2) };
  };
  return { ...style, type: "linear", domain: [low, high], ticks };
}

export function logAxis(side: "x" | "y", low: number, high: number, style: AxisStyle): Axis {
  return { ...style, type: "log", domain: [low, high], ticks: (pixels) => logTicks(low, high, count(side, pixels)) };
}

/**
 * A place for each name. Where names in a row do not fit, every k-th is written; with `all` they are slanted instead, and
 * left out only where slanted ones do not fit either.
 */
export function bandAxis(side: "x" | "y", names: readonly string[], style: AxisStyle & { all?: boolean }): Axis {
  const { all, ...rest } = style;
  const upright = FONT.tick * 1.15;
  // slanted lines of text are nearer to each other than their starts
  const need =
    side === "y" ? upright : all ? upright * 1.25 : 8 + Math.max(...names.map((name) => textWidth(name, FONT.tick)));
  const ticks = (pixels: number) => namedTicks(names, pixels / names.length, Math.min(need, pixels));
  return { ...rest, type: "band", domain: names.map((_, i) => i), ticks };
}

/** About how many ticks fit: one every 70 pixels of an x axis, every 40 of a y axis, and never more than eight. */
function count(side: "x" | "y", pixels: number): number {
  return Math.min(8, pixels / (side === "x" ? 70 : 40));
}
