import type { NDArray } from "@linnet/core";
import type { EpochRecord } from "@linnet/nn";
import {
  type Figure,
  confusionPlot,
  cumulativeVariancePlot,
  imageGrid,
  lossCurve,
  scatter,
  screePlot,
} from "@linnet/plot";
import { type PCA, confusionMatrix } from "@linnet/stats";
import type { DigitSet } from "./dataset.js";
import { nameOf } from "./experiment.js";
import { CLASSES, type Outcome } from "./train.js";

/** How wide charts are drawn, in CSS pixels. */
export interface Size {
  readonly width?: number;
}

export type ComponentChart = "scree" | "cumulative-variance" | "components" | "scatter";

/** Charts of the data and its components, by file name. */
export function componentCharts(digits: DigitSet, pca: PCA, size: Size = {}): Record<ComponentChart, Figure> {
  const scores: NDArray = pca.transform(digits.all.x);
  const pictures: NDArray = (pca.components as NDArray).slice("0:16").reshape([16, 8, 8]);
  const grid = imageGrid(pictures, {
    ...size,
    columns: 4,
    labels: Array.from({ length: 16 }, (_, i) => `${i + 1}`),
    title: "The first 16 components",
    ramp: "diverging",
  });
  const plane = scatter(scores.slice(":", "0:2"), {
    ...size,
    height: grid.height, // they stand side by side
    labels: digits.labels,
    title: "The plane of the first two",
    xLabel: "first component",
    yLabel: "second component",
  });
  return {
    scree: screePlot(pca, { ...size, components: 20, title: "Variance by component" }),
    "cumulative-variance": cumulativeVariancePlot(pca, { ...size, title: "Cumulative variance" }),
    components: grid,
    scatter: plane,
  };
}

/** Charts of trained models, by file name. */
export function trainingCharts(digits: DigitSet, outcomes: readonly Outcome[]): Record<"loss" | "confusion", Figure> {
  const best = outcomes.reduce((a, b) => (b.accuracy >= a.accuracy ? b : a));
  const losses = Object.fromEntries(outcomes.map((outcome) => [nameOf(outcome), outcome.history.map(lossOf)]));
  return {
    loss: lossCurve(losses, { title: "Training loss", xLabel: "epoch", scale: "log" }),
    confusion: confusionChart(digits, best),
  };
}

/** Which digits a model takes for which. */
export function confusionChart(digits: DigitSet, outcome: Outcome, size: Size = {}): Figure {
  const matrix = confusionMatrix(outcome.logits, digits.test.y, CLASSES);
  return confusionPlot(matrix, { ...size, title: `Test digits: ${nameOf(outcome)}` });
}

function lossOf({ loss }: EpochRecord): number {
  return loss;
}
