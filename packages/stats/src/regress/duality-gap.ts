import type { QuadraticLoss } from "./penalized-problem.js";

/** Weights of both penalties: l1·‖w‖₁ + l2/2·‖w‖². */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/**
 * How far the objective at `w` can be above its minimum: with g = Xᵀr − l2·w and s = min(1, l1/‖g‖∞), s·r is feasible for the dual
 * problem, and the gap between both objectives is
 *
 *     ½·(1 − s)²·(‖r‖² + l2·‖w‖²) + Σⱼ (l1·|wⱼ| − s·wⱼ·gⱼ)
 *
 * @remarks No term is negative and none cancels: the gap has its digits however small it is.
 * @see Kim, Koh, Lustig, Boyd & Gorinevsky, *An interior-point method for large-scale l1-regularized least squares*, 2007, §III
 */
export function dualityGap(loss: QuadraticLoss, w: Float64Array, { l1, l2 }: Penalty): number {
  const slopes = loss.slopes();
  let [steepest, square] = [0, 0];
  for (let j = 0; j < w.length; j++) {
    steepest = Math.max(steepest, Math.abs(slopes[j] - l2 * w[j]));
    square += w[j] * w[j];
  }
  const s = steepest > l1 ? l1 / steepest : 1;
  let slack = 0;
  for (let j = 0; j < w.length; j++) {
    if (w[j] !== 0) slack += Math.abs(w[j]) * l1 - s * w[j] * (slopes[j] - l2 * w[j]);
  }
  return 0.5 * (1 - s) ** 2 * (loss.residualSquare(w) + l2 * square) + Math.max(0, slack);
}
