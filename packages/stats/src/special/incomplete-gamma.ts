import gammainc from "@stdlib/math-base-special-gammainc";
import gammaincinv from "@stdlib/math-base-special-gammaincinv";

/**
 * Regularized incomplete gamma functions
 *
 *     P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,  Q(a, x) = 1 − P(a, x)
 *
 * each computed by itself, so that neither tail loses its digits.
 */
export function lowerGamma(a: number, x: number): number {
  return gammainc(x, a, true, false);
}

/** Q(a, x). */
export function upperGamma(a: number, x: number): number {
  return gammainc(x, a, true, true);
}

/** The x whose P(a, x) is `p`. */
export function lowerGammaInverse(a: number, p: number): number {
  return gammaincinv(p, a, false);
}

/** The x whose Q(a, x) is `q`. */
export function upperGammaInverse(a: number, q: number): number {
  return gammaincinv(q, a, true);
}
