// erf and erfc in float64 with errors of some 10⁻¹⁴: what float32 is held against.

/** erf x, by its series near 0. */
export function lower(x) {
  if (!(Math.abs(x) < 2)) return x < 0 ? upper(-x) - 1 : 1 - upper(x);
  let sum = 0;
  for (let n = 60; n > 0; n--) sum = ((1 + sum) * 2 * x * x) / (2 * n + 1);
  return ((2 * x) / Math.sqrt(Math.PI)) * Math.exp(-x * x) * (1 + sum);
}

/** erfc x, from 2 on by its continued fraction. */
export function upper(x) {
  if (Math.abs(x) > 30) return x < 0 ? 2 : 0;
  if (x < 2) return 1 - lower(x);
  let t = x;
  for (let n = 80; n > 0; n--) t = x + n / (2 * t);
  const h = Math.fround(x); // h² is exact
  return (Math.exp(-h * h) * Math.exp((h - x) * (h + x))) / (t * Math.sqrt(Math.PI));
}
