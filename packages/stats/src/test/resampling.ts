import { type NDArray, Random, ShapeError, ValueError, random, scope } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";
import { requireStream } from "../require.js";

/** A number from samples: what is estimated, or tested. It gets arrays of as many rows as were given. */
export type Statistic = (...samples: NDArray[]) => number | NDArray;

export interface ResamplingOptions {
  /** How many resamples. Default 9999. */
  readonly resamples?: number;
  /** Draws them. Default `random(0)`. */
  readonly rng?: Random;
  /** Ends the work between two resamples, by throwing its reason. */
  readonly signal?: AbortSignal;
  /** Called after each resample, with its number from 1 on and its statistic. */
  readonly onIteration?: (iteration: { readonly iteration: number; readonly value: number }) => void;
}

type Read = Required<Pick<ResamplingOptions, "resamples" | "rng">> & Pick<ResamplingOptions, "signal" | "onIteration">;

/** Options with their defaults. @throws {ValueError} */
export function readResampling(op: string, options: ResamplingOptions): Read {
  const { resamples = 9999, rng = random(0), signal, onIteration } = options;
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new ValueError(op, "resamples must be an integer of at least 1", kindOf(resamples));
  }
  requireStream(op, rng);
  return { resamples, rng, signal, onIteration };
}

/** One array, or several. @throws {ShapeError} for fewer than `least` rows */
export function requireSamples(op: string, data: NDArray | readonly NDArray[], least: number): readonly NDArray[] {
  const samples: readonly NDArray[] = Array.isArray(data) ? data : [data as NDArray];
  if (samples.length === 0) throw new ValueError(op, "there must be a sample", "an empty list");
  samples.forEach((sample, i) => {
    const name = Array.isArray(data) ? `samples[${i}]` : "x";
    requireArray(op, name, sample);
    if (sample.ndim > 0 && sample.shape[0] >= least) return;
    throw new ShapeError(op, `${name} must have at least ${least} rows`, { [name]: sample.shape });
  });
  return samples;
}

/** @throws {ShapeError} unless all have as many rows */
export function requireSameRows(op: string, samples: readonly NDArray[]): void {
  if (samples.every((sample) => sample.shape[0] === samples[0].shape[0])) return;
  const shapes = Object.fromEntries(samples.map((sample, i) => [`samples[${i}]`, sample.shape]));
  throw new ShapeError(op, "samples must have as many rows", shapes);
}

/**
 * The statistic of the samples that `make` makes.
 *
 * @throws {ValueError} for one that is no finite number
 */
export function valueOf(op: string, statistic: Statistic, make: () => readonly NDArray[]): number {
  const value = scope(() => {
    const found: unknown = statistic(...make());
    if (typeof found === "number") return found;
    return (requireArray(op, "the statistic", found) as NDArray).item() as number; // it throws unless there is one element
  });
  if (Number.isFinite(value)) return value;
  throw new ValueError(op, "the statistic must be a finite number of every resample", kindOf(value));
}
