import type { EpochRecord } from "@linnet/nn";
import type { Curves } from "./example.js";

/** Losses by epoch, on what is learned and on what is not. */
export function learningCurves(title: string, history: readonly EpochRecord[]): Curves {
  return {
    title,
    xLabel: "epoch",
    yLabel: "loss",
    scale: "log",
    series: {
      training: history.map(({ loss }) => loss),
      test: history.map(({ validation }) => validation?.["loss"] ?? NaN),
    },
  };
}
