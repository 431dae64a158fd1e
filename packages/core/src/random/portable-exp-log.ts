/**
 * exp and log by nothing but +, −, · and /, which every engine rounds alike: `Math.exp` and `Math.log` differ between
 * engines in the last bit, and a random number must not.
 */

const LN2 = 0.6931471805599453;

/** log x for a positive normal x: within a few units of the last place. */
export function portableLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent--;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent++;
  // log m = 2·artanh((m − 1)/(m + 1)), and artanh s = s + s³/3 + s⁵/5 + … with |s| ≤ 0.172
  const s = (mantissa - 1) / (mantissa + 1);
  let series = 0;
  for (let k = 23; k >= 1; k -= 2) series = series * s * s + 1 / k;
  return exponent * LN2 + 2 * s * series;
}

/** eˣ for x ≤ 0: within a few units of the last place, where the result is a normal number. */
export function portableExp(x: number): number {
  if (x < -746) return 0;
  const halvings = Math.round(-x / LN2);
  const rest = x + halvings * LN2;
  let series = 1;
  for (let k = 16; k >= 1; k--) series = 1 + (series * rest) / k;
  for (let i = 0; i < halvings; i++) series /= 2;
  return series;
}
