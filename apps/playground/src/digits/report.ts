import type { NDArray } from "@linnet/core";
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
import { type Outcome, nameOf } from "./experiments.js";

/** Charts of the data and its components, by file name. */
export function componentCharts(digits: DigitSet, pca: PCA): Record<string, Figure> {
  const scores: NDArray = pca.transform(digits.all.x);
  const pictures: NDArray = (pca.components as NDArray).slice("0:16").reshape([16, 8, 8]);
  return {
    scree: screePlot(pca, { components: 20, title: "Variance of the digits by component" }),
    "cumulative-variance": cumulativeVariancePlot(pca, { title: "Variance of the digits explained by k components" }),
    components: imageGrid(pictures, {
      columns: 8,
      labels: Array.from({ length: 16 }, (_, i) => `${i + 1}`),
      title: "The first 16 principal components",
      ramp: "diverging",
    }),
    scatter: scatter(scores.slice(":", "0:2"), {
      labels: digits.labels,
      title: "1,797 digits in the plane of two components",
      xLabel: "first component",
      yLabel: "second component",
    }),
  };
}

/** Charts of trained models, by file name. */
export function trainingCharts(digits: DigitSet, outcomes: readonly Outcome[]): Record<string, Figure> {
  const best = outcomes.reduce((a, b) => (b.accuracy >= a.accuracy ? b : a));
  const losses = Object.fromEntries(outcomes.map((outcome) => [nameOf(outcome), outcome.loss]));
  return {
    loss: lossCurve(losses, { title: "Training loss", xLabel: "epoch", scale: "log" }),
    confusion: confusionPlot(confusionMatrix(best.logits, digits.test.y, 10), {
      title: `Test digits: ${nameOf(best)}`,
    }),
  };
}
