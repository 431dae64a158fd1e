/** Powers of 1/a and of η that are kept: for a ≥ 100 and |η| ≤ 1 what is left out is below 2⁻⁵³. */
const ORDERS = 9;
const POWERS = 34;

/**
 * Σ Cₖ(η)·a⁻ᵏ of Temme's uniform expansion of the incomplete gamma functions.
 *
 *     Cₖ(η) = Σ dₖₙ·ηⁿ,  d₀ₙ = (n + 2)·αₙ₊₂,  dₖₙ = (−1)ᵏ·gₖ·d₀ₙ + (n + 2)·dₖ₋₁,ₙ₊₂
 *
 * where αₙ are the coefficients of λ − 1 in powers of η, and gₖ those of Γ's own series: Γ(a) ~ √(2π/a)·(a/e)ᵃ·Σ gₖ·a⁻ᵏ.
 *
 * @see Temme, *The asymptotic expansion of the incomplete gamma functions*, 1979; DLMF §8.12
 */
export function temmeSeries(eta: number, a: number): number {
  table ??= coefficients();
  let sum = 0;
  for (let k = ORDERS - 1; k >= 0; k--) {
    const row = table[k];
    let value = 0;
    for (let n = POWERS - 1; n >= 0; n--) value = value * eta + row[n];
    sum = sum / a + value;
  }
  return sum;
}

let table: readonly Float64Array[] | undefined;

function coefficients(): readonly Float64Array[] {
  const length = POWERS + 2 * ORDERS + 2;
  const alpha = new Float64Array(length + 2);
  alpha[1] = 1;
  for (let n = 2; n < alpha.length; n++) {
    let sum = alpha[n - 1];
    for (let k = 2; k < n; k++) sum -= k * alpha[k] * alpha[n + 1 - k];
    alpha[n] = sum / (n + 1);
  }
  const first = new Float64Array(length);
  for (let n = 1; n < length; n++) first[n] = (n + 2) * alpha[n + 2];
  first[0] = -1 / 3; // of 1/(λ − 1) − 1/η
  return rowsFrom(first, alpha, length);
}

function rowsFrom(first: Float64Array, alpha: Float64Array, length: number): readonly Float64Array[] {
  const rows = [first];
  for (let k = 1; k < ORDERS; k++) {
    // gₖ = 1·3·5⋯(2k + 1)·α₂ₖ₊₁
    let g = alpha[2 * k + 1];
    for (let odd = 3; odd <= 2 * k + 1; odd += 2) g *= odd;
    const row = new Float64Array(length);
    const before = rows[k - 1];
    for (let n = 0; n + 2 < length - 2 * (k - 1); n++)
      row[n] = (k % 2 ? -1 : 1) * g * first[n] + (n + 2) * before[n + 2];
    rows.push(row);
  }
  return rows;
}
