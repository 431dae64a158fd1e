import { ValueError } from "@linnet/core";

/** Which heteroscedasticity-consistent covariance (White; MacKinnon & White). */
export type RobustKind = "HC0" | "HC1" | "HC2" | "HC3";

export const robustKinds: readonly RobustKind[] = ["HC0", "HC1", "HC2", "HC3"];

/**
 * Covariance of coefficients that holds where the variance of the errors differs from row to row:
 *
 *     V = A⁺·diag(ωᵢ)·A⁺ᵀ,   ωᵢ = eᵢ² (HC0), eᵢ²·n/(n − k) (HC1), eᵢ²/(1 − hᵢ) (HC2), eᵢ²/(1 − hᵢ)² (HC3)
 *
 * @param pseudo A⁺ᵀ, `[n, k]` row-major
 * @param residuals eᵢ of the weighted rows
 * @param leverage hᵢ
 * @returns `[k, k]` row-major; NaN for HC1 where n = k
 * @throws {ValueError} for HC2 and HC3 where a row alone fixes a coefficient: its leverage is 1, its residual 0
 * @see MacKinnon & White, *Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample
 *   properties*, 1985
 */
export function robustCovariance(
  op: string,
  kind: RobustKind,
  pseudo: Float64Array,
  residuals: Float64Array,
  leverage: Float64Array,
): Float64Array {
  const n = residuals.length;
  const k = pseudo.length / n;
  const power = { HC0: 0, HC1: 0, HC2: 1, HC3: 2 }[kind];
  const whole = leverage.findIndex((h) => 1 - h <= n * Number.EPSILON);
  if (power > 0 && whole >= 0) {
    const hint = "Use HC0 or HC1, or leave the column out that this row alone fixes.";
    throw new ValueError(op, `${kind} needs leverages below 1`, `1 in row ${whole}`, hint);
  }
  const factor = kind === "HC1" ? n / (n - k || NaN) : 1;
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < n; i++) {
    const omega = (factor * residuals[i] ** 2) / (1 - leverage[i]) ** power;
    for (let a = 0; a < k; a++) {
      const scaled = omega * pseudo[i * k + a];
      for (let b = 0; b <= a; b++) covariance[a * k + b] += scaled * pseudo[i * k + b];
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) covariance[b * k + a] = covariance[a * k + b];
  return covariance;
}
