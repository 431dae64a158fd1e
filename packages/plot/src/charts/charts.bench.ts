// Every chart of the first kinds at a size people have, array to SVG text. The issue asks for two: a scatter of 10,000 points in 150 ms, a
// heatmap of 512 × 512 in 200 ms.
import { bench, describe } from "vitest";
import { fromFunction, random } from "@linnet/core";
import * as plot from "../index.js";

const rng = random(1);
const xy = rng.normal([10_000, 2]);
const labels = Array.from({ length: 10_000 }, (_, i) => i % 10);
const color = rng.normal([10_000]);
const matrix = fromFunction([512, 512], (i, j) => Math.sin(i / 40) * Math.cos(j / 30), { dtype: "float64" });
const counts = fromFunction([10, 10], (i, j) => (i === j ? 90 : (i * j) % 7), { dtype: "float64" });
const ratios = Float64Array.from({ length: 64 }, (_, i) => 0.5 ** (i + 1));
const losses = { train: rng.uniform([10_000]).toTypedArray(), validation: rng.uniform([10_000]).toTypedArray() };
const million = { wave: Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i / 1000) + (i % 7)) };
const digits = rng.uniform([100, 28, 28]);
const values = rng.normal([100_000]);
const figure = plot.scatter(xy, { labels });

const charts: Record<string, () => void> = {
  "scatter of 10,000 points in ten classes": () => void plot.scatter(xy, { labels }),
  "scatter of 10,000 points by value": () => void plot.scatter(xy, { color }),
  "heatmap of 512 × 512": () => void plot.heatmap(matrix),
  "confusionPlot of ten classes": () => void plot.confusionPlot(counts),
  "imageGrid of a hundred 28 × 28": () => void plot.imageGrid(digits),
  "lossCurve of two series of 10,000 steps": () => void plot.lossCurve(losses),
  "lineChart of 1,000,000 values": () => void plot.lineChart(million),
  "histogram of 100,000 values": () => void plot.histogram(values),
  "barChart of 64 bars": () => void plot.barChart(ratios),
  "screePlot of 64 components": () => void plot.screePlot(ratios),
  "cumulativeVariancePlot of 64 components": () => void plot.cumulativeVariancePlot(ratios),
  "singularValuePlot of 64 values": () => void plot.singularValuePlot(ratios),
  "toTerminal of 10,000 points": () => void plot.toTerminal(figure),
};

describe("charts", () => {
  for (const [name, draw] of Object.entries(charts)) bench(name, draw, { time: 500 });
});
