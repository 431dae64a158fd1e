import { type Degree, type Radius, logFirstTerms, products, radiiFor } from "./pade.js";
import type { Powers } from "./powers.js";

/** Which approximant is evaluated, and where. */
export interface Plan {
  readonly degree: Degree;
  /** How often its value at 2^−squarings·A is squared. */
  readonly squarings: number;
}

/**
 * The cheapest approximant that is as good as rounding, by ‖A^k‖^(1/k) and not by ‖A‖, so that matrices far from normal are not scaled
 * more than they need: that would cost digits.
 *
 * @see Al-Mohy & Higham 2009, _A new scaling and squaring algorithm for the matrix exponential_, SIAM J. Matrix Anal. Appl. 31,
 *   algorithm 5.1; here bounds of the norms decide first, so that none is computed that does not matter
 */
export function planOf(powers: Powers, derivative: boolean): Plan {
  const { type, rows: n } = powers.base.value;
  const radii = radiiFor(type, derivative);
  const unit = 2 ** powers.exponent;
  const unscaled = (radius: Radius, size: number): boolean =>
    size * unit <= radius[1] && extraSquarings(powers, n, radius[0], 0) === 0;
  const [third, fifth] = radii;
  if (powers.norm * unit <= third[1]) return { degree: 3, squarings: 0 };
  const fourth = powers.root(4);
  if (fourth * unit <= fifth[1]) {
    const low = Math.max(fourth, (powers.root(2) ** 2 * fourth ** 4) ** (1 / 6)); // ‖A⁶‖ ≤ ‖A²‖·‖A⁴‖
    for (const radius of [third, fifth]) if (unscaled(radius, low)) return { degree: radius[0], squarings: 0 };
  }
  const sixth = powers.root(6);
  const high = Math.max(sixth, fourth); // ‖A⁸‖ ≤ ‖A⁴‖²
  for (const radius of radii.slice(2, 4)) if (unscaled(radius, high)) return { degree: radius[0], squarings: 0 };
  const last = radii[radii.length - 1];
  const squarings = fewestSquarings(powers, last, high);
  const extra = extraSquarings(powers, n, last[0], squarings);
  const plan = { degree: last[0], squarings: squarings + extra };
  return extra === 0 ? plan : cheaperOf(plan, radii, powers, squarings === 0 ? high : Math.max(sixth, powers.root(8)));
}

/** Where the highest degree needs extra squarings, a lower one that needs fewer of them may take fewer products in all. */
function cheaperOf(plan: Plan, radii: readonly Radius[], powers: Powers, size: number): Plan {
  const { rows: n } = powers.base.value;
  for (const radius of radii.slice(0, -1).toReversed()) {
    const squarings = squaringsFor(size * 2 ** powers.exponent, radius);
    if (products[radius[0]] + squarings >= products[plan.degree] + plan.squarings) continue;
    const all = squarings + extraSquarings(powers, n, radius[0], squarings);
    if (products[radius[0]] + all < products[plan.degree] + plan.squarings)
      plan = { degree: radius[0], squarings: all };
  }
  return plan;
}

/** By the smaller of max(d₆, d₈) and max(d₈, d₁₀), dₖ = ‖A^k‖^(1/k), of which only those are asked for that can make a difference. */
function fewestSquarings(powers: Powers, radius: Radius, bound: number): number {
  const unit = 2 ** powers.exponent;
  if (squaringsFor(bound * unit, radius) === 0) return 0;
  const eighth = powers.root(8);
  const least = squaringsFor(eighth * unit, radius);
  const some = squaringsFor(Math.max(powers.root(6), eighth) * unit, radius);
  return some > least ? Math.min(some, squaringsFor(Math.max(eighth, powers.root(10)) * unit, radius)) : some;
}

/** How often what is so large must be halved. */
function squaringsFor(size: number, [, radius]: Radius): number {
  return size > radius ? Math.ceil(Math.log2(size / radius)) : 0;
}

/**
 * How often 2^−squarings·A must be halved further because its powers are not exact: an entry of A^k is wrong by up to n·u·|A|^k, which
 * must not matter in the first term of the backward error, n·u·|c₂ₘ₊₁|·‖|A|^(2m + 1)‖ ≤ u·‖A‖.
 *
 * @remarks Al-Mohy & Higham ask for ≤ u on the right without the n·u on the left. That squares up to three times more often, and the errors of
 *   squaring made the results worse as often as better: docs/notes/matrix-exponential.md.
 */
function extraSquarings(powers: Powers, n: number, degree: Degree, squarings: number): number {
  const { norm, exponent } = powers;
  if (norm === 0) return 0;
  const rest = Math.log2(n) + logFirstTerms[degree] + 2 * degree * (exponent - squarings);
  if (rest + 2 * degree * Math.log2(norm) <= 0) return 0; // ‖|A|^k‖ ≤ ‖A‖^k
  const offset = rest - Math.log2(norm);
  const halvings = (logMagnitude: number): number => Math.max(0, Math.ceil((offset + logMagnitude) / (2 * degree)));
  return halvings(powers.logMagnitude(2 * degree + 1, (low, high) => halvings(low) === halvings(high)));
}
