import { type Figure, lineChart } from "@linnet/plot";
import type { Outcome } from "./example.js";

/** How training went, drawn. */
export function chartOf({ chart }: Outcome): Figure | null {
  if (chart === undefined) return null;
  const { series, x, ...labels } = chart;
  const [first] = Object.values(series);
  const places = x ?? first.map((_, i) => i + 1);
  return lineChart(series, { width: 560, height: 300, ...labels, x: places });
}
