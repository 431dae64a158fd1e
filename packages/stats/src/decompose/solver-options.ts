import { Random, ValueError, random } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { PcaSolver, SolverOptions } from "./principal-axes.js";
import type { SignRule } from "./signs.js";
import { requireStream } from "../require.js";

/** What the solvers that iterate are told, and where signs come from. */
export interface AxesOptions {
  /** Random numbers of `"randomized"` and `"truncated"`. Default `random(0)`. */
  readonly rng?: Random;
  /** Of `"randomized"`: so many more vectors than components. Default 10. */
  readonly oversample?: number;
  /** Of `"randomized"`: how often the range is sharpened. Default 4. */
  readonly powerIterations?: number;
  /** Of `"truncated"`: residual relative to the largest value. Default 1e-10, of float32 1e-5. */
  readonly tolerance?: number;
  /** Of `"truncated"`. Default 300. */
  readonly maxIterations?: number;
  /** Ends `"truncated"` between iterations. */
  readonly signal?: AbortSignal;
  /**
   * Which entry is positive: that of largest magnitude in each component, `"components"` (default), or of its scores, `"scores"`;
   * scikit-learn's from 1.5 on and before.
   */
  readonly signs?: SignRule;
}

const solvers = ["auto", "full", "covariance", "truncated", "randomized"];

/** @throws {ValueError} for another */
export function requireSolver(op: string, solver: PcaSolver | "auto"): PcaSolver | "auto" {
  if (solvers.includes(solver)) return solver;
  const expected = 'solver must be "auto", "full", "covariance", "truncated" or "randomized"';
  throw new ValueError(op, expected, kindOf(solver));
}

/** @throws {ValueError} for no stream of random numbers, or no counts */
export function solverOptions(op: string, options: Omit<AxesOptions, "signs">): SolverOptions {
  const { rng = random(0), oversample = 10, powerIterations = 4, tolerance, maxIterations = 300, signal } = options;
  requireStream(op, rng);
  for (const [name, count] of Object.entries({ oversample, powerIterations, maxIterations })) {
    if (!Number.isInteger(count) || count < 0) {
      throw new ValueError(op, `${name} must be an integer of at least 0`, kindOf(count));
    }
  }
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1)) {
    throw new ValueError(op, "tolerance must be in (0, 1)", kindOf(tolerance));
  }
  return { op, rng, oversample, powerIterations, tolerance, maxIterations, signal };
}
