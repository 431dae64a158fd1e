import { requireOptions } from "@linnet/core/extend";
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
  /** Ends when an iteration lowers f by at most this much relative to max(1, |f|). Default 0: not used. */
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
   * `"gradient"`, `"value"`: the tolerance that was met; `"precision"`: steps change the value by no more than rounding, and
   * no tolerance can be met; `"aborted"`: by the signal.
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
  const {
    gradientTolerance = 1e-6,
    valueTolerance = 0,
    maxIterations = 1000,
    signal,
    onIteration,
  } = requireOptions(op, options);
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
  if (maxNorm(point.gradient) <= gradientTolerance) return result("gradient");
  for (let iteration = 1; ; iteration++) {
    if (signal?.aborted === true) return result("aborted");
    if (iteration > maxIterations) throw ranOut(op, maxIterations, point, result("precision"));
    const moved = next(point, iteration);
    if (moved === null) {
      // After a step that hardly changed the value, a search that finds none fails for rounding, not for the gradient.
      if (lowered(history, 1) <= Math.sqrt(epsilon) * Math.max(1, Math.abs(point.value))) return result("precision");
      throw stuck(op, point, result("precision"));
    }
    point = moved;
    note(iteration, moved.step);
    if (maxNorm(point.gradient) <= gradientTolerance) return result("gradient");
    if (valueTolerance > 0 && lowered(history, 1) <= valueTolerance * Math.max(1, Math.abs(point.value))) {
      return result("value");
    }
    if (isStalled(history, epsilon)) return result("precision");
  }
}

/** So many iterations that lower neither the value nor the least gradient are the end of what rounding lets us see. */
const PATIENCE = 20;

function isStalled(history: readonly Iteration[], epsilon: number): boolean {
  if (history.length <= PATIENCE || lowered(history, PATIENCE) > 4 * epsilon * Math.abs(latest(history).value))
    return false;
  const norms = history.map(({ gradientNorm }) => gradientNorm);
  return Math.min(...norms.slice(-PATIENCE)) >= Math.min(...norms.slice(0, -PATIENCE));
}

/** How much the last iterations lowered the value; all of it when there were fewer. */
function lowered(history: readonly Iteration[], iterations: number): number {
  const before = history.at(-1 - iterations)?.value ?? Number.POSITIVE_INFINITY;
  return before - latest(history).value;
}

function latest(history: readonly Iteration[]): Iteration {
  return history[history.length - 1];
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
