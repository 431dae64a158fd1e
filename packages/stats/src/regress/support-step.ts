import { type NDArray, add, array, eye, mul, scope } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky } from "@linnet/linalg";
import type { Penalty } from "./duality-gap.js";
import type { QuadraticLoss } from "./penalized-problem.js";

/** Supports beyond this take longer to solve for than passes. */
const LARGEST = 1500;
/** Coefficients that may reach zero before passes go on. */
const MOST_STEPS = 20;

/**
 * Moves the coefficients that are not zero towards the minimum among those of their signs, where the objective is a quadratic:
 *
 *     d = (X_AᵀX_A + l2·I)⁻¹·(X_Aᵀr − l2·w_A − l1·sign(w_A)),  w_A ← w_A + t·d
 *
 * with t = 1, or less where one of them reaches zero first; it stays there, and the rest is solved for again. The objective never rises.
 *
 * @see Lee, Battle, Raina & Ng, *Efficient sparse coding algorithms*, 2006 (feature-sign search)
 */
export function solveOnSupport(loss: QuadraticLoss, w: Float64Array, penalty: Penalty): void {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const support = Array.from(w.keys()).filter((j) => w[j] !== 0);
    if (support.length === 0 || support.length > LARGEST) return;
    const direction = newtonDirection(loss, w, penalty, support);
    if (direction === null) return;
    const reach = support.map((j, i) => (w[j] * direction[i] < 0 ? -w[j] / direction[i] : Number.POSITIVE_INFINITY));
    const step = Math.min(1, ...reach);
    support.forEach((j, i) => {
      const next = reach[i] <= step ? 0 : w[j] + step * direction[i];
      loss.move(j, next - w[j]);
      w[j] = next;
    });
    if (step === 1) return;
  }
}

/** `null` where the columns are collinear beyond what a shift by rounding mends. */
function newtonDirection(
  loss: QuadraticLoss,
  w: Float64Array,
  { l1, l2 }: Penalty,
  support: readonly number[],
): Float64Array | null {
  const descent = Float64Array.from(support, (j) => loss.slope(j) - l2 * w[j] - l1 * Math.sign(w[j]));
  const largest = Math.max(...support.map((j) => loss.squares[j]));
  const shift = l2 + 4 * support.length * Number.EPSILON * largest;
  try {
    return scope(() => {
      const shifted = add(loss.gramOf(support), mul(eye(support.length) as NDArray, shift));
      return Float64Array.from(
        cholesky(shifted)
          .solve(array(descent) as NDArray)
          .toTypedArray(),
      );
    });
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}
