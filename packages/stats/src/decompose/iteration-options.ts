import { Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** One iteration of a factorization, for charts and logs. */
export interface FactorIteration {
  /** 1 is the first. */
  readonly iteration: number;
  /** What the tolerance is compared with. */
  readonly change: number;
}

/** What iterative factorizations share. */
export interface IterationOptions {
  readonly maxIterations?: number;
  readonly tolerance?: number;
  /** Ends the work between two iterations, by throwing its reason. */
  readonly signal?: AbortSignal;
  /** Called after every iteration. */
  readonly onIteration?: (iteration: FactorIteration) => void;
}

/** @throws {ValueError} for what is no count, tolerance, signal, function or stream; what was left out is right */
export function requireIterationOptions(op: string, options: IterationOptions & { readonly rng?: Random }): void {
  const { maxIterations = 1, tolerance = 0, signal, onIteration, rng } = options;
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new ValueError(op, "maxIterations must be an integer of at least 1", kindOf(maxIterations));
  }
  if (!(typeof tolerance === "number" && tolerance >= 0)) {
    throw new ValueError(op, "tolerance must be a number of at least 0", kindOf(tolerance));
  }
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.aborted !== "boolean") {
    throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
  }
  if (onIteration !== undefined && typeof onIteration !== "function") {
    throw new ValueError(op, "onIteration must be a function", kindOf(onIteration));
  }
  if (rng !== undefined && !(rng instanceof Random)) {
    throw new ValueError(op, "rng must be a stream", kindOf(rng), "Make one with random(seed).");
  }
}

/** One of the words, the first when left out. @throws {ValueError} */
export function requireWord<W extends string>(op: string, name: string, value: W | undefined, words: readonly W[]): W {
  if (value === undefined) return words[0];
  if (words.includes(value)) return value;
  throw new ValueError(op, `${name} must be ${words.map((word) => `"${word}"`).join(" or ")}`, kindOf(value));
}
