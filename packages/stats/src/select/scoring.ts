import { type NDArray, ValueError, array } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Examples } from "../estimator.js";
import { accuracy } from "../metrics/accuracy.js";
import { balancedAccuracy, matthews } from "../metrics/agreement.js";
import { averagePrecision } from "../metrics/average-precision.js";
import { f1 } from "../metrics/precision-recall.js";
import { brier, logLoss } from "../metrics/probability-scores.js";
import { r2 } from "../metrics/r2.js";
import {
  meanAbsoluteError,
  meanSquaredError,
  medianAbsoluteError,
  rootMeanSquaredError,
} from "../metrics/regression-errors.js";
import { rocAuc } from "../metrics/roc-auc.js";

/**
 * How good a fitted model is on some rows.
 *
 * By name: of what `predict` answers `"accuracy"`, `"balancedAccuracy"`, `"f1"` (macro), `"matthews"`, `"r2"` and the errors; of what
 * `predictProbabilities` does `"rocAuc"`, `"averagePrecision"`, `"logLoss"` and `"brier"`. A function says so itself, and the larger its answer
 * the better, unless `smallerIsBetter`.
 */
export type Scoring<M> = ScoringName | Score<M> | { readonly score: Score<M>; readonly smallerIsBetter?: boolean };

/** A number that says how good a model is. `y` is `null` where nothing is predicted. */
export type Score<M> = (model: M, x: any, y: any) => number;

export type ScoringName = PredictionMetric | ProbabilityMetric;

type PredictionMetric =
  | "accuracy"
  | "balancedAccuracy"
  | "f1"
  | "matthews"
  | "r2"
  | "meanSquaredError"
  | "rootMeanSquaredError"
  | "meanAbsoluteError"
  | "medianAbsoluteError";

type ProbabilityMetric = "rocAuc" | "averagePrecision" | "logLoss" | "brier";

type Metric = (prediction: NDArray, target: NDArray) => number;

const predicted: Readonly<Record<PredictionMetric, Metric>> = {
  accuracy,
  balancedAccuracy,
  f1: (p: NDArray, t: NDArray) => f1(p, t, { average: "macro" }),
  matthews,
  r2,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  medianAbsoluteError,
};

const probable: Readonly<Record<ProbabilityMetric, Metric>> = { rocAuc, averagePrecision, logLoss, brier };

const smaller: readonly string[] = [
  "meanSquaredError",
  "rootMeanSquaredError",
  "meanAbsoluteError",
  "medianAbsoluteError",
  "logLoss",
  "brier",
];

/** A scoring that was looked at. */
export interface Scorer {
  readonly score: (model: object, x: Examples, y: NDArray | null) => number;
  readonly smallerIsBetter: boolean;
}

/** @throws {ValueError} for what is neither a name nor a function */
export function requireScoring(op: string, scoring: unknown): Scorer {
  if (typeof scoring === "function") return { score: asNumber(op, scoring as Score<object>), smallerIsBetter: false }; // it can be called
  const { score, smallerIsBetter = false } = (scoring ?? {}) as { score?: unknown; smallerIsBetter?: boolean }; // asked below
  if (typeof score === "function") return { score: asNumber(op, score as Score<object>), smallerIsBetter };
  const metric = Object.entries<Metric>({ ...predicted, ...probable }).find(([name]) => name === scoring);
  if (metric === undefined) {
    const names = [...Object.keys(predicted), ...Object.keys(probable)].map((name) => `"${name}"`).join(", ");
    throw new ValueError(op, "scoring must be a function or a name", kindOf(scoring), `Names are ${names}.`);
  }
  const [name, measure] = metric;
  const ofModel = name in probable ? probabilities(op, name, measure) : predictions(op, name, measure);
  return { score: asNumber(op, ofModel), smallerIsBetter: smaller.includes(name) };
}

function asNumber(op: string, score: Score<object>): Scorer["score"] {
  return (model, x, y) => {
    const value: unknown = score(model, x, y);
    if (typeof value === "number" && !Number.isNaN(value)) return value;
    throw new ValueError(op, "a score must be a number", kindOf(value));
  };
}

interface Predicting {
  predict(x: Examples): NDArray;
  predictProbabilities(x: Examples): NDArray;
  readonly classes: NDArray;
}

function predictions(op: string, name: string, metric: Metric): Score<Partial<Predicting>> {
  return (model, x, y: NDArray | null) => {
    if (typeof model.predict !== "function") throw lacks(op, name, "a model with predict", model);
    return metric(model.predict(x), targetOf(op, name, y));
  };
}

/** Labels become indices of the classes that were fitted, which is what columns of probabilities are of. */
function probabilities(op: string, name: string, metric: Metric): Score<Partial<Predicting>> {
  return (model, x, y: NDArray | null) => {
    if (typeof model.predictProbabilities !== "function" || model.classes === undefined) {
      throw lacks(op, name, "a model with predictProbabilities and classes", model);
    }
    const classes = Array.from(model.classes.toTypedArray());
    const indices = Array.from(targetOf(op, name, y).toTypedArray(), (label) => classes.indexOf(label));
    const unknown = indices.indexOf(-1);
    if (unknown >= 0) {
      const got = `${y?.toTypedArray()[unknown]} where ${classes.join(", ")} were fitted`;
      throw new ValueError(op, `"${name}" must know the classes that it scores`, got, "Use stratifiedKFold.");
    }
    const p = model.predictProbabilities(x);
    const rates = name === "rocAuc" || name === "averagePrecision"; // of two classes those of one say all
    return metric(rates && classes.length === 2 ? p.slice(":", 1) : p, array(Int32Array.from(indices)));
  };
}

function targetOf(op: string, name: string, y: NDArray | null): NDArray {
  if (y !== null) return y;
  throw new ValueError(op, `"${name}" must have a target y`, "none", "Score with a function of the model.");
}

function lacks(op: string, name: string, expected: string, model: object): ValueError {
  return new ValueError(op, `"${name}" must have ${expected}`, `a ${model.constructor.name}`);
}
