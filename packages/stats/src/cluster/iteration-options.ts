import { Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** Options that fits by iteration from several starts share. */
export interface IterationOptions<I> {
  /** How many times to begin, each from other random places; the best end is kept. Default 1. */
  readonly starts?: number;
  readonly maxIterations?: number;
  readonly tolerance?: number;
  /** Decides where to begin. Default `random(0)`. */
  readonly rng?: Random;
  /** Ends the fit by throwing its reason, between two iterations: abort from a callback. */
  readonly signal?: AbortSignal;
  /** Called after every iteration. */
  readonly onIteration?: (iteration: I) => void;
}

/** @throws {ValueError} for an option that means nothing */
export function requireIterationOptions<I>(op: string, options: IterationOptions<I>): void {
  const { starts, maxIterations, tolerance, rng, signal, onIteration } = options;
  requirePositiveInteger(op, "starts", starts);
  requirePositiveInteger(op, "maxIterations", maxIterations);
  if (tolerance !== undefined && !(typeof tolerance === "number" && tolerance >= 0)) {
    throw new ValueError(op, "tolerance must be a number of at least 0", kindOf(tolerance));
  }
  if (rng !== undefined && !(rng instanceof Random)) {
    throw new ValueError(op, "rng must be a stream", kindOf(rng), "Make one with random(seed).");
  }
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.aborted !== "boolean") {
    throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
  }
  if (onIteration !== undefined && typeof onIteration !== "function") {
    throw new ValueError(op, "onIteration must be a function", kindOf(onIteration));
  }
}

function requirePositiveInteger(op: string, name: string, value: unknown): void {
  if (value === undefined || (Number.isInteger(value) && (value as number) >= 1)) return; // an integer is a number
  throw new ValueError(op, `${name} must be an integer of at least 1`, kindOf(value));
}
