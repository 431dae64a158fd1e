import type { DoubleVector } from "./double-double.js";

/**
 * Numbers as the decimals that they print as, in double-double: 0.1 as 1/10, where float64 holds 0.1 + 5.6e-18.
 *
 * Data that were written in decimals are rounded when they are read, and a solution for the rounded data may differ in the 14th digit
 * where its condition is 100: NIST's Pontius, for one.
 */
export function asDecimals(values: Float64Array): DoubleVector {
  return { high: values, low: values.map((v) => (Number.isInteger(v) ? 0 : printedRest(v))) };
}

/** The shortest decimal that rounds to v, less v: both are ratios of integers. */
function printedRest(v: number): number {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(v)) ?? [];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  // v = integer·2⁻ᵏ, k ≤ 1074; the printed one digits·10^power, power < 0 as v is no integer
  const shift = Math.min(1074, Math.max(0, 53 - Math.floor(Math.log2(Math.abs(v)))));
  const integer = BigInt(v * 2 ** Math.min(shift, 1000) * 2 ** Math.max(0, shift - 1000));
  const denominator = 10n ** BigInt(-power);
  const numerator = (digits << BigInt(shift)) - integer * denominator;
  // |numerator/(denominator·2^shift)| ≤ ½ulp(v): 64 bits of it
  const scaled = (numerator << 64n) / denominator;
  return Number(scaled) * 2 ** -64 * 2 ** -Math.min(shift, 900) * 2 ** -Math.max(0, shift - 900);
}
