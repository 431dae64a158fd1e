import * as Plot from "@observablehq/plot";
import { type Mark, both, channel, range } from "./marks.js";

/** The ends of n straight lines, or the corners of n rectangles. */
export interface Spans {
  readonly x1: ArrayLike<number>;
  readonly y1: ArrayLike<number>;
  readonly x2: ArrayLike<number>;
  readonly y2: ArrayLike<number>;
}

/** Straight lines between pairs of points. */
export function segments(spans: Spans, options: Plot.LinkOptions): Mark {
  return Plot.link(range(spans.x1.length), { ...both, ...options, ...channelsOf(spans) });
}

/** Rectangles between two positions of either axis. */
export function rectangles(spans: Spans, options: Plot.RectOptions): Mark {
  return Plot.rect(range(spans.x1.length), { inset: 0, ...options, ...channelsOf(spans) });
}

/** What lies between two lines over the same x. */
export function band(
  x: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  options: Plot.AreaYOptions,
): Mark {
  return Plot.areaY(range(x.length), { ...options, x: channel(x), y1: channel(low), y2: channel(high) });
}

function channelsOf({ x1, y1, x2, y2 }: Spans) {
  return { x1: channel(x1), y1: channel(y1), x2: channel(x2), y2: channel(y2) };
}
