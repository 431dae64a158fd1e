import { ValueError } from "@linnet/core";
import { type Mark, boxes } from "../draw/marks.js";
import type { Frame } from "../draw/sizes.js";
import { binEdges } from "../draw/ticks.js";
import { extent } from "../read/extent.js";

/** How many values fall between neighbouring edges, of which there is one more than counts. */
export interface Bins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Bins of equal width over all values, whose edges are round numbers; about Sturges' ⌈log₂ n⌉ + 1 of them by default.
 *
 * @throws {ValueError} when `bins` is not a whole number from 1 to 500
 */
export function binned(op: string, values: Float64Array, bins: number = Math.ceil(Math.log2(values.length)) + 1): Bins {
  if (!Number.isInteger(bins) || bins < 1 || bins > 500)
    throw new ValueError(op, "bins must be a whole number from 1 to 500", bins);
  const edges = binEdges(...extent(values), bins);
  return { edges, counts: countBins(values, edges) };
}

/** Heights of bars whose area is one. */
export function densitiesOf({ edges, counts }: Bins): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, i) => count / total / (edges[i + 1] - edges[i]));
}

/** Bars over the bins, with a little air between them where they are wide enough. */
export function binBars(
  { edges }: Bins,
  heights: readonly number[],
  frame: Frame,
  look: { readonly fill: string; readonly fillOpacity?: number },
): Mark {
  const air = frame.width / heights.length > 4 && { insetLeft: 0.5, insetRight: 0.5 };
  return boxes(edges.slice(0, -1), edges.slice(1), heights, { ...look, ...air });
}

/** The last bin holds its right edge. */
function countBins(values: Float64Array, edges: readonly number[]): number[] {
  const counts = edges.slice(1).map(() => 0);
  const width = edges[1] - edges[0];
  for (const value of values) {
    let bin = Math.min(Math.floor((value - edges[0]) / width), counts.length - 1);
    if (value < edges[bin]) bin -= 1; // the division may have rounded up across an edge
    else if (bin + 1 < counts.length && value >= edges[bin + 1]) bin += 1;
    counts[Math.max(bin, 0)] += 1;
  }
  return counts;
}
