// exp, log, sin, cos and atan of numbers with 160 bits, each by its series after a reduction of the argument.
import {
  BITS,
  abs,
  add,
  big,
  compare,
  div,
  exponentOf,
  fixed,
  mul,
  nearest,
  neg,
  one,
  scaled,
  shift,
  sub,
  zero,
} from "./big-float.mjs";

/** Fractional bits inside series. */
const INNER = BITS + 32;
const UNIT = 1n << BigInt(INNER);

/** atan(1/n)·2^bits. */
function inverseAtan(n, bits) {
  let term = (1n << BigInt(bits)) / n;
  let sum = term;
  for (let k = 3n; term !== 0n; k += 2n) {
    term = -term / (n * n);
    sum += term / k;
  }
  return sum;
}

/** π to 1500 bits, enough to reduce the largest float64. Machin: π/4 = 4·atan(1/5) − atan(1/239). */
const PI_BITS = 1500;
const machin = 4n * (4n * inverseAtan(5n, PI_BITS) - inverseAtan(239n, PI_BITS));
export const pi = scaled(machin, -PI_BITS);
export const ln2 = log2Constant();

/** ln 2 = 2·atanh(1/3). */
function log2Constant() {
  let power = (2n * UNIT) / 3n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n, power /= 9n) sum += power / k;
  return scaled(sum, -INNER);
}

/** eˣ = 2^k·(e^(r/256))^256, |r| ≤ ln 2/2. */
export function exp(x) {
  if (x.m === 0n) return one;
  if (exponentOf(x) > 20) return x.m > 0n ? shift(one, 2 ** 21) : shift(one, -(2 ** 21));
  const k = nearest(div(x, ln2));
  const r = fixed(sub(x, mul(scaled(k), ln2)), INNER) >> 8n;
  let term = UNIT;
  let sum = UNIT;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * r) >> BigInt(INNER)) / n;
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) >> BigInt(INNER);
  return scaled(sum, Number(k) - INNER);
}

/** eˣ − 1, of full relative precision near 0. */
export function expm1(x) {
  if (x.m === 0n || exponentOf(x) < -BITS) return x;
  if (exponentOf(x) > -2) return sub(exp(x), one);
  let term = x;
  let sum = x;
  for (let n = 2n; term.m !== 0n && exponentOf(term) > exponentOf(sum) - BITS; n++) {
    term = div(mul(term, x), scaled(n));
    sum = add(sum, term);
  }
  return sum;
}

/** ln x = k·ln 2 + 2·atanh((m − 1)/(m + 1)), ½ < m/√2 < 1. */
export function log(x) {
  const k = exponentOf(x);
  let m = shift(x, -k);
  const above = compare(m, big(Math.SQRT2)) > 0;
  if (above) m = shift(m, -1);
  const near = twiceAtanh(div(sub(m, one), add(m, one)));
  return add(near, mul(scaled(BigInt(above ? k + 1 : k)), ln2));
}

/** ln(1 + x), of full relative precision near 0. */
export function log1p(x) {
  if (x.m === 0n || exponentOf(x) > -3) return log(add(one, x));
  return twiceAtanh(div(x, add(x, scaled(2n))));
}

function twiceAtanh(s) {
  const z = fixed(mul(s, s), INNER);
  let power = UNIT;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * z) >> BigInt(INNER);
  }
  return shift(mul(s, scaled(sum, -INNER)), 1);
}

/** x less the nearest multiple of π/2, and that multiple modulo 4. */
function reduced(x) {
  const half = machin >> 1n;
  const position = x.e < 0 ? (x.m << BigInt(PI_BITS)) >> BigInt(-x.e) : x.m << BigInt(PI_BITS + x.e);
  if (exponentOf(x) < -1) return { r: x, quadrant: 0 };
  // x = n·π/2 + r, to PI_BITS − 1024 bits for the largest x
  const n = (2n * position + half) / (2n * half) - (2n * position + half < 0n ? 1n : 0n);
  return { r: scaled(position - n * half, -PI_BITS), quadrant: Number(((n % 4n) + 4n) % 4n) };
}

/** sin and cos of x. */
export function sinCos(x) {
  const { r, quadrant } = reduced(x);
  const z = neg(mul(r, r));
  const [s, c] = [mul(r, factorialSeries(z, 2n)), factorialSeries(z, 1n)];
  return [
    [s, c],
    [c, neg(s)],
    [neg(s), neg(c)],
    [neg(c), s],
  ][quadrant];
}

/** Σ zⁿ/(2n + first − 1)! · (first − 1)!. */
function factorialSeries(z, first) {
  let term = one;
  let sum = one;
  for (let n = first; term.m !== 0n && exponentOf(term) > -BITS - 8; n += 2n) {
    term = div(mul(term, z), scaled(n * (n + 1n)));
    sum = add(sum, term);
  }
  return sum;
}

/** The square root, by Newton's iteration in integers. */
export function sqrt(x) {
  if (x.m === 0n) return zero;
  const e = exponentOf(x) - 2 * BITS;
  const even = e - (((e % 2) + 2) % 2);
  const n = fixed(x, -even);
  let root = 1n << BigInt(BITS + 2);
  for (let next = (root + n / root) >> 1n; next < root; next = (root + n / root) >> 1n) root = next;
  return scaled(root, even / 2);
}

/** atan x: halved three times by atan x = 2·atan(x/(1 + √(1 + x²))), then its series. */
export function atan(x) {
  if (x.m === 0n) return x;
  if (exponentOf(x) > 0) {
    const rest = atan(div(one, abs(x)));
    const angle = sub(shift(pi, -1), rest);
    return x.m > 0n ? angle : neg(angle);
  }
  let y = x;
  for (let i = 0; i < 3; i++) y = div(y, add(one, sqrt(add(one, mul(y, y)))));
  const z = neg(mul(y, y));
  let power = y;
  let sum = y;
  for (let n = 3n; power.m !== 0n && exponentOf(power) > exponentOf(y) - BITS; n += 2n) {
    power = mul(power, z);
    sum = add(sum, div(power, scaled(n)));
  }
  return shift(sum, 3);
}
