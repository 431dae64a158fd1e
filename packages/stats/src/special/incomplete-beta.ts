import kernelBetainc from "@stdlib/math-base-special-kernel-betainc";
import kernelBetaincinv from "@stdlib/math-base-special-kernel-betaincinv";

/**
 * Regularized incomplete beta function
 *
 *     Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt
 */
export function lowerBeta(a: number, b: number, x: number): number {
  return kernelBetainc(x, a, b, true, false)[0];
}

/** 1 − Iₓ(a, b), with all its digits. */
export function upperBeta(a: number, b: number, x: number): number {
  return kernelBetainc(x, a, b, true, true)[0];
}

/** The x whose Iₓ(a, b) is `p` = 1 − `q`, and 1 − x: both with all their digits. */
export function betaInverse(a: number, b: number, p: number, q: number): readonly [x: number, complement: number] {
  const [x, complement] = kernelBetaincinv(a, b, p, q);
  return [x, complement];
}
