import { type DType, type NDArray, ValueError, array, matmul } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { ConvergenceError } from "@linnet/optimize";
import { requireLabels } from "../labels.js";
import { requireWeights } from "../example-weights.js";
import { requireFlag, requireFunction } from "../require.js";
import { type FitOptions, requireFitOptions } from "./fit-options.js";
import { type LogisticDesign, orthonormalDesign, scaledDesign } from "./logistic-design.js";
import { coefficientCovariance } from "./logistic-inference.js";
import { logisticLbfgs } from "./logistic-lbfgs.js";
import { type LogisticEnd, type LogisticIteration, largest, logisticNewton } from "./logistic-newton.js";
import { LogisticObjective } from "./logistic-objective.js";
import { SeparationError } from "./separation.js";

/** Options of `LogisticRegression.fit`. */
export interface LogisticOptions extends FitOptions {
  /** Weight of the loss against the penalty ½·‖W‖²; the smaller, the stronger the penalty. Default `Infinity`: none. */
  readonly C?: number;
  /** How many times each example counts, `[n]`. */
  readonly weights?: NDArray;
  /** Whether there are intercepts, which no penalty falls on. Default `true`. */
  readonly intercept?: boolean;
  /** Default: Newton's method, but L-BFGS for a penalized fit of so many columns and classes that Hessians take longer. */
  readonly method?: "newton" | "lbfgs";
  /** Default 1000. */
  readonly maxIterations?: number;
  /** Of max |∂/∂wⱼ| of the objective an example, columns in units of their standard deviations. Default 1e-8. */
  readonly tolerance?: number;
  /** Called after every iteration. */
  readonly onIteration?: (iteration: LogisticIteration) => void;
}

/** What a fit found. */
export interface FittedLogistic {
  readonly classes: NDArray;
  readonly coefficients: NDArray;
  readonly intercepts: Float64Array;
  readonly dtype: DType;
  readonly C: number;
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly observations: number;
  readonly covariance: NDArray | null;
  readonly iterations: number;
  readonly converged: boolean;
}

/** @param table a finite table @param toModel what the error of a fit that ended too early hands over, and what is answered */
export function fitLogistic<M>(
  op: string,
  table: NDArray,
  y: NDArray,
  options: LogisticOptions,
  toModel: (fit: FittedLogistic) => M,
): M {
  const { C = Number.POSITIVE_INFINITY, intercept = true, maxIterations = 1000, tolerance = 1e-8 } = options;
  requireLogisticOptions(op, options);
  const n: number = table.shape[0];
  const { classes, indices } = requireLabels(op, y, n);
  const weights = requireWeights(op, options.weights, n);
  const totals = new Float64Array(classes.size);
  indices.forEach((index, i) => (totals[index] += weights === null ? 1 : weights[i]));
  const empty = totals.indexOf(0);
  if (empty >= 0) throw new ValueError(op, "every class must have a weight above 0", `none of class ${empty}`);
  const total = totals.reduce((a, b) => a + b, 0);
  const unpenalized = C === Number.POSITIVE_INFINITY;
  const design = unpenalized ? orthonormalDesign(op, table, intercept) : scaledDesign(table, intercept);
  const shares = weights?.map((w) => w / total) ?? null;
  const objective = new LogisticObjective(
    { ...design, indices, classes: classes.size, shares, intercept },
    unpenalized ? 0 : 1 / (C * total),
  );
  const { method = objective.prefersGradients && !unpenalized ? "lbfgs" : "newton", signal, onIteration } = options;
  const end = (method === "lbfgs" ? logisticLbfgs : logisticNewton)(objective, {
    maxIterations,
    tolerance,
    unpenalized,
    ...(signal === undefined ? {} : { signal }),
    ...(onIteration === undefined ? {} : { onIteration }),
  });
  const { coefficients, intercepts } = symmetric(unscaled(objective, design, end.point.parameters), classes.size);
  if (end.trouble === "complete" || end.trouble === "quasi-complete") {
    throw separation(op, end.trouble, unscaled(objective, design, end.step).coefficients, design.spreads);
  }
  const covariance = unpenalized ? coefficientCovariance(objective, design, end.point, total) : null;
  const model = toModel({
    classes,
    coefficients: array(coefficients, { shape: [coefficients.length / table.shape[1], table.shape[1]] }),
    intercepts,
    dtype: table.dtype,
    C,
    logLikelihood: -total * objective.lossAt(end.point),
    nullLogLikelihood: nullLogLikelihood(totals, total, intercept),
    observations: total,
    covariance,
    iterations: end.iterations,
    converged: end.trouble === null,
  });
  if (end.trouble !== null) throw notConverged(op, end, tolerance, model);
  return model;
}

function requireLogisticOptions(op: string, options: LogisticOptions): void {
  requireFitOptions(op, options);
  requireFlag(op, "intercept", options.intercept);
  const { C, method, onIteration } = options;
  if (C !== undefined && !(typeof C === "number" && C > 0)) {
    throw new ValueError(op, "C must be a positive number, or Infinity for no penalty", kindOf(C));
  }
  if (method !== undefined && method !== "newton" && method !== "lbfgs") {
    throw new ValueError(op, 'method must be "newton" or "lbfgs"', kindOf(method));
  }
  if (method === "lbfgs" && (C === undefined || C === Number.POSITIVE_INFINITY)) {
    const hint = "Leave method out: whether a maximum exists is told by the steps of Newton's method.";
    throw new ValueError(op, "a fit without a penalty must be by Newton's method", 'method "lbfgs"', hint);
  }
  requireFunction(op, "onIteration", onIteration);
}

interface Parameters {
  readonly coefficients: Float64Array;
  readonly intercepts: Float64Array;
}

/** Parameters of the table's own columns, class by class but the first: `[k, p]` and `[k]`. */
function unscaled(objective: LogisticObjective, { transform, taken }: LogisticDesign, theta: Float64Array): Parameters {
  const { coefficients: inDesign, intercepts } = objective.rawParameters(theta);
  const [k, p] = [objective.scores, taken.length];
  const coefficients =
    transform === null
      ? inDesign
      : Float64Array.from(
          (matmul(array(inDesign, { shape: [k, p] }) as NDArray, transform.T as NDArray) as NDArray).toTypedArray(),
        );
  const shifted = intercepts.map((b, a) => taken.reduce((rest, t, j) => rest - t * coefficients[a * p + j], b));
  return { coefficients, intercepts: objective.examples.intercept ? shifted : intercepts };
}

/** Of more than two classes a vector each, with those of a column adding up to 0. */
function symmetric({ coefficients, intercepts }: Parameters, classes: number): Parameters {
  if (classes === 2) return { coefficients, intercepts };
  return { coefficients: centredOver(coefficients, classes), intercepts: centredOver(intercepts, classes) };
}

function centredOver(rows: Float64Array, classes: number): Float64Array {
  const width = rows.length / (classes - 1);
  const all = new Float64Array(classes * width);
  all.set(rows, width);
  for (let j = 0; j < width; j++) {
    let mean = 0;
    for (let at = j; at < all.length; at += width) mean += all[at] / classes;
    for (let at = j; at < all.length; at += width) all[at] -= mean;
  }
  return all;
}

function nullLogLikelihood(totals: Float64Array, total: number, intercept: boolean): number {
  return intercept ? totals.reduce((sum, t) => sum + t * Math.log(t / total), 0) : -total * Math.log(totals.length);
}

/** @param direction of the table's own columns, `[k, p]` */
function separation(
  op: string,
  kind: "complete" | "quasi-complete",
  direction: Float64Array,
  spreads: Float64Array,
): SeparationError {
  const p = spreads.length;
  const shares = Array.from({ length: p }, (_, j) => {
    let most = 0;
    for (let at = j; at < direction.length; at += p) most = Math.max(most, Math.abs(direction[at]) * spreads[j]);
    return most;
  });
  const limit = 1e-3 * Math.max(...shares);
  const columns = shares.flatMap((share, j) => (share > limit ? [j] : []));
  return new SeparationError(op, kind, Array.from(direction), columns);
}

function notConverged<M>(op: string, { point, iterations, trouble }: LogisticEnd, tolerance: number, model: M) {
  const hint =
    trouble === "precision" ? "That is as near as rounding lets it come: raise tolerance." : "Raise maxIterations.";
  return new ConvergenceError(
    op,
    `the gradient an example must come below ${tolerance}`,
    `${largest(point.gradient).toPrecision(3)} after ${iterations} iterations`,
    hint,
    model,
  );
}
