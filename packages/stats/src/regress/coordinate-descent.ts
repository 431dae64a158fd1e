import { type Penalty, dualityGap } from "./duality-gap.js";
import type { QuadraticLoss } from "./penalized-problem.js";
import { solveOnSupport } from "./support-step.js";

/** Passes after which the support is taken for what it will be, and solved for. */
const PATIENCE = 10;

/** How a descent ended. */
export interface Descent {
  /** By how much the objective can be above its minimum, of ½‖y‖². */
  readonly relativeGap: number;
  /** Passes over the working set. */
  readonly iterations: number;
  readonly converged: boolean;
}

export interface DescentLimits {
  readonly maxIterations: number;
  /** Of the duality gap, relative to ½‖y‖². */
  readonly tolerance: number;
  readonly signal?: AbortSignal;
}

/**
 * Minimizes ½‖y − X·w‖² + l1·‖w‖₁ + l2/2·‖w‖² from `w` on, in place, by cyclic coordinate descent:
 *
 *     wⱼ ← soft(xⱼᵀr + ‖xⱼ‖²·wⱼ, l1) / (‖xⱼ‖² + l2),  soft(z, t) = sign(z)·max(|z| − t, 0)
 *
 * Passes go over a working set: what is not zero, and what the sequential strong rule keeps (|gⱼ| ≥ 2·l1 − the l1 that `w` is from). Then all
 * columns are asked: those that break the optimality conditions join, until the duality gap certifies the answer. Where columns are nearly
 * collinear passes converge slowly: every tenth is followed by a solution for what is not zero (`solveOnSupport`).
 *
 * @param before the l1 for which `w` is optimal
 * @see Friedman, Hastie & Tibshirani, *Regularization paths for generalized linear models via coordinate descent*, 2010; Tibshirani et
 *   al., *Strong rules for discarding predictors in lasso-type problems*, 2012
 */
export function descend(
  loss: QuadraticLoss,
  w: Float64Array,
  penalty: Penalty,
  before: number,
  { maxIterations, tolerance, signal }: DescentLimits,
): Descent {
  const scale = 0.5 * loss.targetSquare || 1;
  const working = new Set<number>();
  let enough = 0.1 * tolerance * scale;
  let threshold = Math.max(0, 2 * penalty.l1 - before);
  let gain = Number.POSITIVE_INFINITY;
  for (let iterations = 0; ;) {
    const relativeGap = dualityGap(loss, w, penalty) / scale;
    const known = working.size;
    widen(working, loss, w, threshold);
    const stuck = gain === 0 && working.size === known; // as near as rounding lets it come
    if (relativeGap <= tolerance) return { relativeGap, iterations, converged: true };
    if (stuck || iterations >= maxIterations) return { relativeGap, iterations, converged: false };
    if (working.size === known) enough *= 0.01;
    threshold = penalty.l1;
    const order = Int32Array.from(working).toSorted();
    do {
      signal?.throwIfAborted();
      gain = pass(loss, w, penalty, order);
      iterations++;
      if (iterations % PATIENCE === 0) solveOnSupport(loss, w, penalty);
    } while (gain > enough && iterations < maxIterations);
  }
}

/** Adds what is not zero, and what the penalty does not hold at zero. */
function widen(working: Set<number>, loss: QuadraticLoss, w: Float64Array, threshold: number): void {
  const slopes = loss.slopes();
  for (let j = 0; j < w.length; j++) {
    if (loss.squares[j] > 0 && (w[j] !== 0 || Math.abs(slopes[j]) >= threshold)) working.add(j);
  }
}

/** Each coordinate of `order` to its minimum in turn. @returns what that gained, at least: Σ ½(‖xⱼ‖² + l2)·δⱼ² */
function pass(loss: QuadraticLoss, w: Float64Array, { l1, l2 }: Penalty, order: Int32Array): number {
  let gain = 0;
  for (const j of order) {
    const square = loss.squares[j];
    const target = loss.slope(j) + square * w[j];
    const next = Math.abs(target) <= l1 ? 0 : (target - Math.sign(target) * l1) / (square + l2);
    const step = next - w[j];
    if (step === 0) continue;
    loss.move(j, step);
    w[j] = next;
    gain += 0.5 * (square + l2) * step * step;
  }
  return gain;
}
