import { ASIN } from "./op";
import { mad } from "./vector";

/** ½, −0, π/2 in two parts, 1. */
const NUMBERS: usize = memory.data<f64>([0.5, -0.0, 1.5707963267948966, 6.123233995736766e-17, 1], 16);
/** Numerator and denominator of (asin √z/√z − 1)/z on [0, ¼], from fdlibm; the denominator begins with 1. */
const SERIES: usize = memory.data<f64>(
  [
    1.66666666666666657415e-1, -3.25565818622400915405e-1, 2.01212532134862925881e-1, -4.00555345006794114027e-2,
    7.91534994289814532176e-4, 3.4793310759602116757e-5, -2.40339491173441421878, 2.02094576023350569471,
    -6.8828397160545329303e-1, 7.70381505559019352791e-2,
  ],
  16,
);

/** Where `reduce` leaves g, after z; 256 bytes each. */
const G: usize = 256;

/**
 * o ← asin x or acos x for 256 bytes. Beyond ½ by asin |x| = π/2 − 2·asin √((1 − |x|)/2). Both are `base − (g + g·R(z))`
 * with a base of 0 or π/2, and for acos twice that beyond ½. Errors: asin < 1.7 ulp, acos < 1.2 ulp. `parts` has room for two
 * blocks; o may be x.
 *
 * @see Sun Microsystems, fdlibm, e_asin.c and e_acos.c
 */
export function f64_arcsine(op: i32, x: usize, o: usize, parts: usize): void {
  reduce(op, x, parts);
  finish(op, x, parts, o);
}

function reduce(op: i32, x: usize, to: usize): void {
  const half = v128.load64_splat(NUMBERS);
  const sign = v128.load64_splat(NUMBERS, 8);
  const unit = v128.load64_splat(NUMBERS, 32);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const v = v128.load(x);
    const a = f64x2.abs(v);
    const far = f64x2.ge(a, half);
    const z = v128.bitselect(f64x2.mul(f64x2.sub(unit, a), half), f64x2.mul(a, a), far);
    const root = f64x2.sqrt(z);
    v128.store(to, z);
    if (op == ASIN) v128.store(to, v128.bitselect(f64x2.add(root, root), f64x2.neg(a), far), G);
    else v128.store(to, v128.bitselect(v128.xor(f64x2.neg(root), v128.and(v, sign)), v, far), G);
  }
}

function finish(op: i32, x: usize, parts: usize, o: usize): void {
  const half = v128.load64_splat(NUMBERS);
  const sign = v128.load64_splat(NUMBERS, 8);
  const high = v128.load64_splat(NUMBERS, 16);
  const low = v128.load64_splat(NUMBERS, 24);
  const unit = v128.load64_splat(NUMBERS, 32);
  for (const end = o + 256; o < end; o += 16, x += 16, parts += 16) {
    const z = v128.load(parts);
    const g = v128.load(parts, G);
    const v = v128.load(x);
    const far = f64x2.ge(f64x2.abs(v), half);
    const whole = op == ASIN ? far : v128.not(v128.andnot(far, f64x2.lt(v, v128.xor(v, v)))); // where the base is π/2
    const rest = f64x2.sub(f64x2.mul(g, quotient(z, unit)), v128.and(low, whole));
    const y = f64x2.sub(v128.and(high, whole), f64x2.add(g, rest));
    if (op == ASIN) v128.store(o, v128.or(y, v128.and(v, sign)));
    else v128.store(o, f64x2.add(y, v128.and(y, far)));
  }
}

/** R(z). @inline */
function quotient(z: v128, unit: v128): v128 {
  const g = f64x2.mul(z, z);
  const p01 = mad<f64>(v128.load64_splat(SERIES, 8), z, v128.load64_splat(SERIES));
  const p23 = mad<f64>(v128.load64_splat(SERIES, 24), z, v128.load64_splat(SERIES, 16));
  const p45 = mad<f64>(v128.load64_splat(SERIES, 40), z, v128.load64_splat(SERIES, 32));
  const q01 = mad<f64>(v128.load64_splat(SERIES, 48), z, unit);
  const q23 = mad<f64>(v128.load64_splat(SERIES, 64), z, v128.load64_splat(SERIES, 56));
  const p = mad<f64>(mad<f64>(p45, g, p23), g, p01);
  const q = mad<f64>(mad<f64>(v128.load64_splat(SERIES, 72), g, q23), g, q01);
  return f64x2.div(f64x2.mul(z, p), q);
}
