import type { Dual, Duals } from "./dual.js";
import { type Degree, halfOf } from "./pade.js";
import type { Powers } from "./powers.js";

/** The parts of a numerator p(X) = V + U of the Padé approximant of eˣ: U odd in X, V even. The denominator is V − U. */
export interface Parts {
  readonly U: Dual;
  readonly V: Dual;
}

/**
 * U and V of degree m at X = 2^−squarings·A, or with sign −1 of p(i·X) = V + i·U, both real for a real A.
 *
 *     U = X·Σ p₂ₖ₊₁·(sign·X²)ᵏ        V = Σ p₂ₖ·(sign·X²)ᵏ
 *
 * @remarks One product more than powers that `Powers` has not made, for m = 13 three. Powers of 2^−squarings go into coefficients.
 */
export function approximantParts(duals: Duals, powers: Powers, m: Degree, squarings: number, sign: 1 | -1): Parts {
  const scale = 2 ** (powers.exponent - squarings);
  const inner = evenPolynomial(duals, powers, signed(halfOf(m, 1), sign), scale);
  const U = duals.product(powers.base, inner, scale);
  duals.give(inner);
  return { U, V: evenPolynomial(duals, powers, signed(halfOf(m, 0), sign), scale) };
}

/** cₖ·signᵏ */
function signed(coefficients: readonly number[], sign: 1 | -1): readonly number[] {
  return coefficients.map((c, k) => c * sign ** k);
}

/** Σ cₖ·(scale·A)²ᵏ, from A⁶ on as A⁶ times a polynomial where there are more than five coefficients. */
function evenPolynomial(duals: Duals, powers: Powers, c: readonly number[], scale: number): Dual {
  const terms = (from: number, to: number): readonly (readonly [number, Dual])[] =>
    Array.from({ length: to - from }, (_, i) => [
      c[from + i] * powerOf(powers, scale, 2 * i + 2),
      powers.power(2 * i + 2),
    ]);
  if (c.length <= 5) return duals.sum(terms(1, c.length), c[0]);
  const low = duals.sum(terms(1, 4), c[0]);
  const high = duals.sum(terms(4, 7));
  duals.product(powers.power(6), high, powerOf(powers, scale, 6), low);
  duals.give(high);
  return low;
}

/** scale^k, or 0 where it overflows and A^k is zero. */
function powerOf(powers: Powers, scale: number, k: number): number {
  const power = scale ** k;
  return Number.isFinite(power) || powers.root(k) > 0 ? power : 0;
}
