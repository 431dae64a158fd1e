/** Moments of one column in its own unit, with its ends. */
export interface ColumnMoments {
  /** How many numbers there are, or the sum of their weights; positive. */
  readonly weight: number;
  readonly mean: number;
  /** What rounding the mean left over. */
  readonly meanTail: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Of both together: with n = nᵃ + nᵇ and δ = x̄ᵇ − x̄ᵃ
 *
 *     x̄ = x̄ᵃ + δ·nᵇ/n
 *     M₂ = M₂ᵃ + M₂ᵇ + δ²·nᵃ·nᵇ/n
 *     M₃ = M₃ᵃ + M₃ᵇ + δ³·nᵃ·nᵇ·(nᵃ − nᵇ)/n² + 3·δ·(nᵃ·M₂ᵇ − nᵇ·M₂ᵃ)/n
 *     M₄ = M₄ᵃ + M₄ᵇ + δ⁴·nᵃ·nᵇ·(nᵃ² − nᵃ·nᵇ + nᵇ²)/n³ + 6·δ²·(nᵃ²·M₂ᵇ + nᵇ²·M₂ᵃ)/n² + 4·δ·(nᵃ·M₃ᵇ − nᵇ·M₃ᵃ)/n
 *
 * @see Pébay, *Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments*, 2008, (2.1)
 */
export function mergedMoments(a: ColumnMoments, b: ColumnMoments): ColumnMoments {
  const weight = a.weight + b.weight;
  const [p, q] = [a.weight / weight, b.weight / weight]; // shares: products of weights could overflow
  const delta = b.mean - a.mean + (b.meanTail - a.meanTail);
  const step = delta * q;
  const mean = a.mean + step;
  const part = mean - a.mean;
  const left = a.mean - (mean - part) + (step - part) + a.meanTail;
  const rounded = mean + left;
  const square = delta * delta;
  return {
    weight,
    mean: rounded,
    meanTail: left - (rounded - mean),
    m2: a.m2 + b.m2 + square * a.weight * q,
    m3: a.m3 + b.m3 + square * delta * a.weight * q * (p - q) + 3 * delta * (p * b.m2 - q * a.m2),
    m4:
      a.m4 +
      b.m4 +
      square * square * a.weight * q * (p * p - p * q + q * q) +
      6 * square * (p * p * b.m2 + q * q * a.m2) +
      4 * delta * (p * b.m3 - q * a.m3),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}
