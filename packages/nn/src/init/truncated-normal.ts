import { type Float, type NDArray, type Random, array, full } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requireFiniteNumber, requirePositiveNumber } from "../require.js";
import type { Initializer } from "./initializer.js";

/** Every element the same. @throws {ValueError} unless it is finite */
export function constant(value: number): Initializer {
  requireFiniteNumber("constant", "value", value);
  return (_rng, shape, dtype) => full(shape, value, { dtype });
}

/** Options of `truncatedNormal`. */
export interface TruncatedNormalOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Of the normal distribution before it is cut: what is drawn varies less. Default 1. */
  readonly std?: number;
  /** Deviations from the mean beyond which nothing is drawn. Default 2. */
  readonly bound?: number;
}

/** Below it the uniform distribution is the better proposal. */
const NARROW = 0.7;

/**
 * N(mean, std²) where it lies within `bound` deviations of the mean.
 *
 * @throws {ValueError} unless all are finite, std and bound positive
 * @remarks By rejection, so the distribution is exact: normal numbers or, within narrow bounds, uniform ones accepted with
 *   probability e^(−z²/2). At the default bound the variance is 0.774·std².
 * @see Robert, *Simulation of truncated normal variables*, 1995
 */
export function truncatedNormal(options?: TruncatedNormalOptions): Initializer {
  const { mean = 0, std = 1, bound = 2 } = requireOptions("truncatedNormal", options);
  requireFiniteNumber("truncatedNormal", "mean", mean);
  requirePositiveNumber("truncatedNormal", "std", std);
  requirePositiveNumber("truncatedNormal", "bound", bound);
  return <D extends Float>(rng: Random, shape: readonly number[], dtype: D): NDArray<D> => {
    const size = shape.reduce((a, b) => a * b, 1);
    const numbers = new Float64Array(size);
    for (let done = 0; done < size;) {
      for (const z of proposals(rng, size - done, bound)) numbers[done++] = mean + std * z;
    }
    return array(numbers, { shape, dtype });
  };
}

/** Numbers of the standard distribution between −bound and bound, at most n. */
function proposals(rng: Random, n: number, bound: number): Float64Array {
  if (bound >= NARROW) return (rng.normal([n]).toTypedArray() as Float64Array).filter((z) => Math.abs(z) <= bound);
  const z = rng.uniform([n], { low: -bound, high: bound }).toTypedArray() as Float64Array;
  const chance = rng.uniform([n]).toTypedArray();
  return z.filter((v, i) => chance[i] <= Math.exp((v * v) / -2));
}
