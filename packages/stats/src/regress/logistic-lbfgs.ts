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
  let latest = objective.at(new Float64Array(objective.size), false);
  const at = (x: NDArray): { readonly value: number; readonly gradient: NDArray } => {
    signal?.throwIfAborted();
    const parameters = Float64Array.from(x.toTypedArray());
    if (!sameNumbers(parameters, latest.parameters)) latest = objective.at(parameters, false);
    return { value: latest.value, gradient: array(latest.gradient) };
  };
  const [found, ranOut] = caught(() =>
    lbfgs(at, array(latest.parameters) as NDArray, {
      gradientTolerance: tolerance,
      maxIterations,
      onIteration: (entry) => onIteration?.(entry),
    }),
  );
  const best = Float64Array.from(found.x.toTypedArray());
  const point = sameNumbers(best, latest.parameters) ? latest : objective.at(best, false);
  const met = largest(point.gradient) <= tolerance;
  const trouble = met ? null : ranOut ? "iterations" : "precision";
  return { point, iterations: found.iterations, trouble, step: point.parameters };
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.every((v, i) => v === b[i]);
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
