/** The largest |k| for which products with 10ᵏ below neither overflow nor become subnormal. */
export const MAX_POWER = 270;

const COUNT = 2 * MAX_POWER + 1;
/** fl(10ᵏ), and what is left of it in two halves of 26 bits, each so short that products of halves are exact. */
const leading = new Float64Array(COUNT);
const upper = new Float64Array(COUNT);
const lower = new Float64Array(COUNT);
/** fl(10ᵏ − fl(10ᵏ)). */
const trailing = new Float64Array(COUNT);

/** 2²⁷ + 1. */
const SPLITTER = 134217729;

/** 2⁻⁵⁰: more than the roundings below can sum up to, relative to the terms they happen in. */
const ROUNDINGS = 2 ** -50;

/**
 * (a + b)·10ᵏ to the nearest double, or NaN where a double-double product cannot tell which of two that is: too near the
 * middle between them.
 *
 *     a·P + a·p + b·P,   10ᵏ = P + p,   a·P = fl(a·P) + its error (Dekker's product)
 *
 * The true value is within δ = 2⁻⁵⁰·(|error| + |a·p| + |b·P|) of the sum; when both ends of that interval round to one
 * double, so does what is between them.
 *
 * @param a a double with 1 ≤ a < 10¹⁹
 * @param b |b| ≤ half a unit in the last place of a
 * @param k |k| ≤ {@link MAX_POWER}
 * @see Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971;
 *   Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", ACM TOMS 17, 1991
 */
export function timesPowerOfTen(a: number, b: number, k: number): number {
  const i = k + MAX_POWER;
  if (leading[i] === 0) fill(k);
  const power = leading[i];
  const product = a * power;
  const scaled = a * SPLITTER;
  const aUpper = scaled - (scaled - a);
  const aLower = a - aUpper;
  const error = aLower * lower[i] - (product - aUpper * upper[i] - aLower * upper[i] - aUpper * lower[i]);
  const ofPower = a * trailing[i];
  const ofRest = b * power;
  const correction = error + (ofPower + ofRest);
  const delta = ROUNDINGS * (Math.abs(error) + Math.abs(ofPower) + Math.abs(ofRest));
  const nearest = product + (correction - delta);
  return nearest === product + (correction + delta) ? nearest : NaN;
}

/** The entries of 10ᵏ, exact to the last bit: made when they are first asked for. */
function fill(k: number): void {
  const i = k + MAX_POWER;
  const power = Number(`1e${k}`);
  const scaled = power * SPLITTER;
  upper[i] = scaled - (scaled - power);
  lower[i] = power - upper[i];
  trailing[i] = remainder(power, k);
  leading[i] = power;
}

/** fl(10ᵏ − power): with power = m·2⁻ˣ = m·5ˣ·10⁻ˣ, the difference is an integer times 10⁻ˣ. */
function remainder(power: number, k: number): number {
  if (k >= 0) return Number(10n ** BigInt(k) - BigInt(power));
  let x = 0;
  let m = power;
  for (; !Number.isInteger(m); x++) m *= 2;
  const difference = 10n ** BigInt(x + k) - BigInt(m) * 5n ** BigInt(x);
  return Number(`${difference}e-${x}`);
}
