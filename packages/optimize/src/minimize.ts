import { requireOptions } from "@linnet/core/extend";
import { ConvergenceError } from "./errors.js";
import { requireCount, requireFunction, requireNonNegative, requireSignal } from "./options.js";
import type { Point, Source } from "./source.js";
import { distance, norm } from "./vector.js";

/** One iteration, for charts and logs. */
export interface Iteration {
  /** 0 is the start. */
  readonly iteration: number;
  readonly value: number;
  /** max |∂f/∂xᵢ|; where there are bounds, of the gradient projected on them. */
  readonly gradientNorm: number;
  /** Step along the direction of this iteration; of methods without a line search the length ‖Δx‖. */
  readonly step: number;
  /** Evaluations of the objective so far. */
  readonly evaluations: number;
}

/** Why a minimization ended. */
export type StopReason = "gradient" | "value" | "step" | "precision" | "aborted";

/** Options that all minimizers share. */
export interface MinimizeOptions {
  /** Ends when max |∂f/∂xᵢ| is at most this. Default 1e-6. */
  readonly gradientTolerance?: number;
  /** Ends when an iteration lowers f by at most this much relative to max(1, |f|). Default 0: not used. */
  readonly valueTolerance?: number;
  /** Ends when an iteration moves x by at most this much relative to max(1, ‖x‖). Default 0: not used. */
  readonly stepTolerance?: number;
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
  /** How often the objective was called: for value and gradient, or for residuals. */
  readonly evaluations: number;
  /** How often a Hessian, a product with one, or a Jacobian of residuals was asked for; 0 where gradients suffice. */
  readonly derivativeEvaluations: number;
  /**
   * `"gradient"`, `"value"`, `"step"`: the tolerance that was met; `"precision"`: steps change the value by no more than
   * rounding, and no tolerance can be met; `"aborted"`: by the signal.
   */
  readonly reason: StopReason;
  readonly history: readonly Iteration[];
}

/** A point and the step that led there. */
export interface Moved extends Point {
  readonly step: number;
  /** A tolerance of the method's own that this step has met. */
  readonly met?: StopReason;
}

/**
 * The part in which minimizers differ: from a point to the next; `null` when nothing lower can be found, `"precision"` when nothing
 * lower was to be expected.
 */
export type Strategy = (point: Point, iteration: number) => Moved | "precision" | null;

/** Options as given, checked. @throws {ValueError} for one that means nothing */
export function requireMinimizeOptions<O extends MinimizeOptions>(op: string, options: O | undefined): Partial<O> {
  const given = requireOptions(op, options) as Partial<O>; // O asks for nothing
  const { gradientTolerance, valueTolerance, stepTolerance, maxIterations, signal, onIteration } = given;
  requireNonNegative(op, "gradientTolerance", gradientTolerance);
  requireNonNegative(op, "valueTolerance", valueTolerance);
  requireNonNegative(op, "stepTolerance", stepTolerance);
  requireCount(op, "maxIterations", maxIterations, 0);
  requireSignal(op, signal);
  requireFunction(op, "onIteration", onIteration);
  return given;
}

/** The loop that all minimizers share. @throws {ConvergenceError} when iterations ran out, or no step leads down */
export function minimize<T>(source: Source<T>, options: MinimizeOptions, next: Strategy): Minimum<T> {
  const { maxIterations = 1000, signal, onIteration } = options;
  const { epsilon } = source.coordinates;
  const history: Iteration[] = [];
  let flattest = 0; // iteration of the least gradient

  const note = (point: Point, iteration: number, step: number): void => {
    const gradientNorm = source.stationarity(point);
    const entry = { iteration, value: point.value, gradientNorm, step, evaluations: source.evaluations };
    history.push(entry);
    if (gradientNorm < history[flattest].gradientNorm) flattest = iteration;
    onIteration?.(entry);
  };

  let point = source.start();
  note(point, 0, 0);
  let reason = isFlat(history, options) ? "gradient" : null;
  for (let iteration = 1; reason === null; iteration++) {
    if (signal?.aborted === true) return result(source, point, history, "aborted");
    if (iteration > maxIterations) throw ranOut(source.op, maxIterations, result(source, point, history, "precision"));
    const moved = next(point, iteration);
    if (moved === "precision") return result(source, point, history, "precision");
    if (moved === null) {
      // After a step that hardly changed the value, a search that finds none fails for rounding, not for the gradient.
      const best = result(source, point, history, "precision");
      if (lowered(history, 1) <= Math.sqrt(epsilon) * Math.max(1, Math.abs(point.value))) return best;
      throw stuck(source.op, best);
    }
    const before = point;
    point = moved;
    note(point, iteration, moved.step);
    reason = isFlat(history, options) ? "gradient" : (moved.met ?? metBy(before, point, options));
    if (reason === null && isStalled(history, flattest, epsilon)) reason = "precision";
  }
  return result(source, point, history, reason as StopReason); // not null here
}

function isFlat(history: readonly Iteration[], { gradientTolerance = 1e-6 }: MinimizeOptions): boolean {
  return latest(history).gradientNorm <= gradientTolerance;
}

/** The tolerance of values or steps that a step has met. */
function metBy(from: Point, to: Point, { valueTolerance = 0, stepTolerance = 0 }: MinimizeOptions): StopReason | null {
  if (valueTolerance > 0 && from.value - to.value <= valueTolerance * Math.max(1, Math.abs(to.value))) return "value";
  if (stepTolerance > 0 && distance(from.x, to.x) <= stepTolerance * Math.max(1, norm(to.x))) return "step";
  return null;
}

function result<T>(source: Source<T>, point: Point, history: readonly Iteration[], reason: StopReason): Minimum<T> {
  return {
    x: source.coordinates.unpack(point.x),
    value: point.value,
    gradient: source.coordinates.unpack(point.gradient),
    iterations: history.length - 1,
    evaluations: source.evaluations,
    derivativeEvaluations: source.derivativeEvaluations,
    reason,
    history,
  };
}

/** So many iterations that lower neither the value nor the least gradient are the end of what rounding lets us see. */
const PATIENCE = 20;

function isStalled(history: readonly Iteration[], flattest: number, epsilon: number): boolean {
  const { iteration, value } = latest(history);
  return iteration - flattest >= PATIENCE && lowered(history, PATIENCE) <= 4 * epsilon * Math.abs(value);
}

/** How much the last iterations lowered the value; all of it when there were fewer. */
function lowered(history: readonly Iteration[], iterations: number): number {
  const before = history.at(-1 - iterations)?.value ?? Number.POSITIVE_INFINITY;
  return before - latest(history).value;
}

function latest(history: readonly Iteration[]): Iteration {
  return history[history.length - 1];
}

function ranOut<T>(op: string, maxIterations: number, best: Minimum<T>): ConvergenceError<Minimum<T>> {
  const size = latest(best.history).gradientNorm.toExponential(2);
  return new ConvergenceError(
    op,
    "the minimization must meet a tolerance",
    `a gradient of ${size} after ${maxIterations} iterations`,
    "Raise maxIterations or a tolerance, or go on from error.best.x.",
    best,
  );
}

function stuck<T>(op: string, best: Minimum<T>): ConvergenceError<Minimum<T>> {
  return new ConvergenceError(
    op,
    "a step along the direction of descent must lower the value",
    `none that does, at a gradient of ${latest(best.history).gradientNorm.toExponential(2)}`,
    "Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    best,
  );
}
