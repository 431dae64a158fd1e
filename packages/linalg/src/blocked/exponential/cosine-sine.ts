import type { MatrixView } from "@linnet/kernels";
import { approximantParts } from "./approximant.js";
import type { Dual, Duals } from "./dual.js";
import { planOf } from "./plan.js";
import { Powers } from "./powers.js";

/** cos A and sin A, or cosh A and sinh A. */
export interface CosineSine {
  readonly C: Dual;
  readonly S: Dual;
}

/**
 * cos A and sin A (sign −1), or cosh A and sinh A (sign 1), together, in the arithmetic of A: real for a real A.
 *
 * With the Padé approximant r = (V + U)/(V − U) of eˣ, at i·X for cosines, and D = V² − sign·U²
 *
 *     C = (r + r⁻¹)/2 = I + 2·sign·D⁻¹·U²        S = (r − r⁻¹)/2 = 2·D⁻¹·U·V
 *
 * at X = 2^−s·A, and then s times C, S ← C² + sign·S², 2·S·C, which is squaring e^(i·X). For cosines the first is (C − S)·(C + S): the
 * usual 2·C² − I loses half of the digits where an angle on the way is near a multiple of π.
 *
 * @remarks (9 + 7/3 + 2·s) products of n×n for large A, with cosh (9 + 7/3 + 3·s)
 * @see Al-Mohy, Higham & Relton 2015, _New algorithms for computing the matrix sine and cosine separately or simultaneously_, SIAM J. Sci.
 *   Comput. 37, for approximants of both from one of eˣ, whose backward error is that of eˣ
 */
export function cosineSine(duals: Duals, a: MatrixView, direction: MatrixView | null, sign: 1 | -1): CosineSine {
  const powers = new Powers(duals, a, direction);
  const { degree, squarings } = planOf(powers, direction !== null);
  const { U, V } = approximantParts(duals, powers, degree, squarings, sign);
  powers.giveBack();
  let pair = ratios(duals, U, V, sign);
  for (let left = squarings; left > 0; left--) pair = doubled(duals, pair, sign);
  return pair;
}

function ratios(duals: Duals, U: Dual, V: Dual, sign: 1 | -1): CosineSine {
  const squareU = duals.product(U, U);
  const squareV = duals.product(V, V);
  const product = duals.product(U, V);
  const D = duals.sum([
    [1, squareV],
    [-sign, squareU],
  ]);
  const [y, z] = duals.quotients(D, [squareU, product]);
  const pair = { C: duals.sum([[2 * sign, y]], 1), S: duals.sum([[2, z]]) };
  duals.give(U, V, squareU, squareV, product, D, y, z);
  return pair;
}

/** Of twice the argument. */
function doubled(duals: Duals, { C, S }: CosineSine, sign: 1 | -1): CosineSine {
  const twice = duals.product(S, C, 2);
  let cosine: Dual;
  if (sign === 1) cosine = duals.product(S, S, 1, duals.product(C, C));
  else {
    const [less, more] = [-1, 1].map((c) =>
      duals.sum([
        [1, C],
        [c, S],
      ]),
    );
    cosine = duals.product(less, more);
    duals.give(less, more);
  }
  duals.give(C, S);
  return { C: cosine, S: twice };
}
