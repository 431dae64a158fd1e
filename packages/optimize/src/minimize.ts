import { ConvergenceError } from "./errors.js";
import { type Objective, type Point, Problem } from "./objective.js";
import { maxNorm } from "./vector.js";

/** One iteration, for charts and logs. */
export interface Iteration {
  /** 0 is the start. */
  readonly iteration: number;
  readonly value: number;
  /** max |∂f/∂xᵢ|. */
  readonly gradientNorm: number;
  /** Step along the direction of this iteration. */
  readonly step: number;
  /** Evaluations of the objective so far. */
  readonly evaluations: number;
}

/** Why a minimization ended. */
export type StopReason = "gradient" | "value" | "precision" | "aborted";

/** Options that all minimizers share. */
export interface MinimizeOptions {
  /** Ends when max |∂f/∂xᵢ| is at most this. Default 1e-6. */
  readonly gradientTolerance?: number;
  /** Ends when an iteration lowers f by at most this much relative to max(1, |f|). Default 4·ε of the variables. */
  readonly valueTolerance?: number;
  /** Default 1000. */
  readonly maxIterations?: number;
  /** Ends after the iteration in which it was aborted. Nothing else runs meanwhile: abort from a callback. */
  readonly signal?: AbortSignal;
  /** Called after every iteration. */
  readonly onIteration?: (iteration: Iteration) => void;
}

/** A minimum, and how it was found. */
export interface Minimum<T> {
  /** A tree like the start. */
  readonly x: T;
  readonly value: number;
  readonly gradient: T;
  readonly iterations: number;
  /** How often the objective was called. */
  readonly evaluations: number;
  /**
   * `"gradient"`, `"value"`: the tolerance that was met; `"precision"`: no step changes the value by more than rounding;
   * `"aborted"`: by the signal.
   */
  readonly reason: StopReason;
  readonly history: readonly Iteration[];
}

/** A point and the step that led there. */
export interface Moved extends Point {
  readonly step: number;
}

/** The part in which minimizers differ: from a point to the next, `null` when nothing lower can be found. */
export type Strategy = (point: Point, iteration: number) => Moved | null;

/** The loop that all minimizers share. @throws {ConvergenceError} when iterations ran out, or no step leads down */
export function minimize<T>(
  op: string,
  objective: Objective<T>,
  x0: T,
  options: MinimizeOptions,
  makeStrategy: (problem: Problem<T>) => Strategy,
): Minimum<T> {
  const problem = new Problem(op, objective, x0);
  const { epsilon } = problem.coordinates;
  const { gradientTolerance = 1e-6, valueTolerance = 4 * epsilon, maxIterations = 1000, signal, onIteration } = options;
  const next = makeStrategy(problem);
  const history: Iteration[] = [];
  let point = problem.start(x0);

  const note = (iteration: number, step: number): void => {
    const { evaluations } = problem;
    const entry = { iteration, value: point.value, gradientNorm: maxNorm(point.gradient), step, evaluations };
    history.push(entry);
    onIteration?.(entry);
  };
  const result = (reason: StopReason): Minimum<T> => ({
    x: problem.coordinates.unpack(point.x),
    value: point.value,
    gradient: problem.coordinates.unpack(point.gradient),
    iterations: history.length - 1,
    evaluations: problem.evaluations,
    reason,
    history,
  });

  note(0, 0);
  for (let iteration = 1; ; iteration++) {
    if (maxNorm(point.gradient) <= gradientTolerance) return result("gradient");
    if (signal?.aborted === true) return result("aborted");
    if (iteration > maxIterations) throw ranOut(op, maxIterations, point, result("precision"));
    const moved = next(point, iteration);
    if (moved === null) {
      // At the bottom of what can be resolved, halving the distance to the minimum changes f by less than rounding.
      if (isResolved(point, history, epsilon)) return result("precision");
      throw stuck(op, point, result("precision"));
    }
    const lowered = point.value - moved.value;
    point = moved;
    note(iteration, moved.step);
    const converged = maxNorm(point.gradient) <= gradientTolerance;
    if (!converged && lowered <= valueTolerance * Math.max(1, Math.abs(point.value))) return result("value");
  }
}

/** Whether the last iterations changed the value by no more than √ε of it: a line search fails there for rounding. */
function isResolved(point: Point, history: readonly Iteration[], epsilon: number): boolean {
  const before = history[Math.max(0, history.length - 2)];
  return history.length > 1 && before.value - point.value <= Math.sqrt(epsilon) * Math.max(1, Math.abs(point.value));
}

function ranOut<T>(op: string, maxIterations: number, point: Point, best: Minimum<T>): ConvergenceError<Minimum<T>> {
  return new ConvergenceError(
    op,
    "the minimization must meet a tolerance",
    `a gradient of ${maxNorm(point.gradient).toExponential(2)} after ${maxIterations} iterations`,
    "Raise maxIterations or a tolerance, or go on from error.best.x.",
    best,
  );
}

function stuck<T>(op: string, point: Point, best: Minimum<T>): ConvergenceError<Minimum<T>> {
  return new ConvergenceError(
    op,
    "a step along the direction of descent must lower the value",
    `none that does, at a gradient of ${maxNorm(point.gradient).toExponential(2)}`,
    "Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    best,
  );
}
