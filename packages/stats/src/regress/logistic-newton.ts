import { type NDArray, array, scope } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky } from "@linnet/linalg";
import type { LogisticObjective, LogisticPoint } from "./logistic-objective.js";
import { logisticHessian } from "./logistic-hessian.js";
import { separationAlong } from "./separation.js";

/** How a minimization ended. */
export interface LogisticEnd {
  readonly point: LogisticPoint;
  readonly iterations: number;
  /** What kept it from ending well; `null`: nothing. */
  readonly trouble: null | "complete" | "quasi-complete" | "iterations" | "precision";
  /** The last step: of separated classes the direction that separates. */
  readonly step: Float64Array;
}

export interface LogisticLimits {
  readonly maxIterations: number;
  /** Of max |∂F/∂θⱼ|. */
  readonly tolerance: number;
  /** Whether the loss may have no minimum, so that every step is asked whether it separates. */
  readonly unpenalized: boolean;
  readonly signal?: AbortSignal;
  readonly onIteration?: (iteration: LogisticIteration) => void;
}

/** One iteration, for charts and logs. */
export interface LogisticIteration {
  /** 0 is the start. */
  readonly iteration: number;
  /** Mean loss and penalty an example. */
  readonly value: number;
  /** max |∂F/∂θⱼ|, columns in units of their standard deviations. */
  readonly gradientNorm: number;
}

/** A change of scores up to this leaves, after one more step, nothing that could be seen: convergence is quadratic. */
const SETTLED = 1e-6;

/**
 * Newton's method with steps halved until the objective has fallen: iteratively reweighted least squares.
 *
 * @see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., §4.4.1
 */
export function logisticNewton(objective: LogisticObjective, limits: LogisticLimits): LogisticEnd {
  const { maxIterations, tolerance, unpenalized, signal, onIteration } = limits;
  let point = objective.at(new Float64Array(objective.size));
  let step = new Float64Array(objective.size);
  for (let iterations = 0; ; iterations++) {
    const gradientNorm = largest(point.gradient);
    onIteration?.({ iteration: iterations, value: point.value, gradientNorm });
    signal?.throwIfAborted();
    if (unpenalized && point.leastMargin > 0) return { point, iterations, trouble: "complete", step: point.parameters };
    if (iterations >= maxIterations) return { point, iterations, trouble: "iterations", step };
    const newton = newtonStep(objective, point);
    if (newton === null) return { point, iterations, trouble: "precision", step };
    step = newton;
    const changes = objective.scoresAt(step); // scores are linear in the parameters
    const separated = unpenalized ? separationAlong(objective, changes) : null;
    if (separated !== null) return { point, iterations, trouble: separated, step };
    const next = descend(objective, point, step);
    const settled = largest(changes) <= SETTLED;
    if (next === null) {
      const trouble = gradientNorm <= tolerance && settled ? null : "precision";
      return { point, iterations, trouble, step };
    }
    point = next;
    if (settled && largest(point.gradient) <= tolerance) {
      onIteration?.({ iteration: iterations + 1, value: point.value, gradientNorm: largest(point.gradient) });
      return { point, iterations: iterations + 1, trouble: null, step };
    }
  }
}

/** −H⁻¹·g; `null` where H is singular to working precision. */
function newtonStep(objective: LogisticObjective, point: LogisticPoint): Float64Array<ArrayBuffer> | null {
  const negative: NDArray = array(point.gradient.map((g) => -g));
  try {
    return scope(() => {
      const hessian = logisticHessian(objective, point);
      return Float64Array.from(cholesky(hessian).solve(negative).toTypedArray());
    });
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}

/** The first of halved steps after which the objective is lower; `null` when there is none. */
function descend(objective: LogisticObjective, from: LogisticPoint, step: Float64Array): LogisticPoint | null {
  const slope = step.reduce((total, v, j) => total + v * from.gradient[j], 0);
  const rounding = 4 * Number.EPSILON * Math.abs(from.value);
  for (let t = 1; t > 1e-10; t /= 2) {
    const next = objective.at(from.parameters.map((v, j) => v + t * step[j]));
    if (next.value <= from.value + 1e-4 * t * slope + rounding) return next;
  }
  return null;
}

/** max |vⱼ| */
export function largest(values: Float64Array): number {
  return values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}
