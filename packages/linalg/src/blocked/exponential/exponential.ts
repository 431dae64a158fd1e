import type { MatrixView } from "@linnet/kernels";
import { approximantParts } from "./approximant.js";
import type { Dual, Duals } from "./dual.js";
import { planOf } from "./plan.js";
import { Powers } from "./powers.js";
import { writeTriangleDiagonals } from "./triangle-diagonals.js";

/**
 * e^A for a square A by scaling and squaring; where there is a direction, its derivative along it, and then only the tangent is of use.
 *
 *     e^A = (e^(2^−s·A))^(2^s) ≈ r(2^−s·A)^(2^s)
 *
 * with r a Padé approximant of a degree and an s that cost least. The derivative is that of the algorithm, which is the Fréchet derivative
 * of eˣ to working precision.
 *
 * @param duals with tangents where the derivative is asked for
 * @param triangular whether A is upper triangular: two diagonals of e^(2^−k·A) are written anew before each squaring
 * @remarks (6 + 4/3 + s) products of n×n for large A, 2·n³ flops each; with the derivative three times as many.
 * @see Al-Mohy & Higham 2009, _A new scaling and squaring algorithm for the matrix exponential_, SIAM J. Matrix Anal. Appl. 31; the same,
 *   _Computing the Fréchet derivative of the matrix exponential, with an application to condition number estimation_, ibid. 30
 */
export function exponential(duals: Duals, a: MatrixView, direction: MatrixView | null, triangular: boolean): Dual {
  const powers = new Powers(duals, a, direction);
  const { degree, squarings } = planOf(powers, direction !== null);
  const { U, V } = approximantParts(duals, powers, degree, squarings, 1);
  powers.giveBack();
  let x = ratio(duals, U, V);
  if (triangular) writeTriangleDiagonals(a, 2 ** -squarings, x.value);
  for (let left = squarings - 1; left >= 0; left--) {
    const squared = left === 0 && direction !== null ? duals.tangentOfSquare(x) : duals.product(x, x);
    duals.give(x);
    x = squared;
    if (triangular) writeTriangleDiagonals(a, 2 ** -left, x.value);
  }
  return x;
}

/** (V − U)⁻¹·(V + U) = I + 2·(V − U)⁻¹·U, which keeps digits where the result is near I. */
function ratio(duals: Duals, U: Dual, V: Dual): Dual {
  const denominator = duals.sum([
    [1, V],
    [-1, U],
  ]);
  const [y] = duals.quotients(denominator, [U]);
  const x = duals.sum([[2, y]], 1);
  duals.give(U, V, denominator, y);
  return x;
}
