// The two figures of issue size: a scatter of 10,000 points (150 ms) and a 512 × 512 heatmap (200 ms), array to SVG text.
import { bench } from "vitest";
import { fromFunction, random } from "@linnet/core";
import { heatmap, scatter } from "../index.js";

const xy = random(1).normal([10000, 2]);
const labels = Array.from({ length: 10000 }, (_, i) => i % 10);
const matrix = fromFunction([512, 512], (i, j) => Math.sin(i / 40) * Math.cos(j / 30), { dtype: "float64" });

bench("scatter of 10,000 points in ten classes", () => void scatter(xy, { labels }), { time: 1000 });
bench("heatmap of 512 × 512", () => void heatmap(matrix), { time: 1000 });
