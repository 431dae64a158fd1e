import { type Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { requireFunction, requireInteger, requireSignal, requireStream } from "./require.js";

/** Options of fits that iterate; `I` is what they say of an iteration. */
export interface IterationOptions<I> {
  readonly maxIterations?: number;
  readonly tolerance?: number;
  /** Ends the fit by throwing its reason, between two iterations: abort from a callback. */
  readonly signal?: AbortSignal;
  /** Called after every iteration. */
  readonly onIteration?: (iteration: I) => void;
}

/** Options of fits that begin at random places. */
export interface RandomStarts {
  /** How many times to begin, each from other random places; the best end is kept. Default 1. */
  readonly starts?: number;
  /** Decides where to begin. Default `random(0)`. */
  readonly rng?: Random;
}

/** @throws {ValueError} for an option that means nothing */
export function requireIterationOptions<I>(op: string, options: IterationOptions<I> & RandomStarts): void {
  const { starts, maxIterations, tolerance, rng, signal, onIteration } = options;
  requireInteger(op, "starts", starts, 1);
  requireInteger(op, "maxIterations", maxIterations, 1);
  if (tolerance !== undefined && !(typeof tolerance === "number" && tolerance >= 0)) {
    throw new ValueError(op, "tolerance must be a number of at least 0", kindOf(tolerance));
  }
  requireStream(op, rng);
  requireSignal(op, signal);
  requireFunction(op, "onIteration", onIteration);
}
