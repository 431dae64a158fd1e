import { type NDArray, array } from "@linnet/core";
import { ConvergenceError, type Minimum, lbfgs } from "@linnet/optimize";
import { type LogisticEnd, type LogisticLimits, largest } from "./logistic-newton.js";
import type { LogisticObjective } from "./logistic-objective.js";

/**
 * L-BFGS, where Hessians would take longer than many gradients: 4·n·q·k flops an evaluation. Columns in units of their standard deviations
 * make up for what it does not know of the curvature.
 */
export function logisticLbfgs(objective: LogisticObjective, limits: LogisticLimits): LogisticEnd {
  const { maxIterations, tolerance, signal, onIteration } = limits;
  const at = (x: NDArray): { readonly value: number; readonly gradient: NDArray } => {
    signal?.throwIfAborted();
    const { value, gradient } = objective.at(Float64Array.from(x.toTypedArray()));
    return { value, gradient: array(gradient) };
  };
  const [found, ranOut] = caught(() =>
    lbfgs(at, array(new Float64Array(objective.size)) as NDArray, {
      gradientTolerance: tolerance,
      maxIterations,
      onIteration: (entry) => onIteration?.(entry),
    }),
  );
  const point = objective.at(Float64Array.from(found.x.toTypedArray()));
  const met = largest(point.gradient) <= tolerance;
  const trouble = met ? null : ranOut ? "iterations" : "precision";
  return { point, iterations: found.iterations, trouble, step: point.parameters };
}

/** The minimum, and whether the search for it ended too early. */
function caught(search: () => Minimum<NDArray>): readonly [found: Minimum<NDArray>, ranOut: boolean] {
  try {
    return [search(), false];
  } catch (error) {
    if (error instanceof ConvergenceError) return [error.best as Minimum<NDArray>, true]; // that of lbfgs
    throw error;
  }
}
