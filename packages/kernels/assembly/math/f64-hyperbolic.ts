import { f64_exp } from "./f64-exp";
import { COSH, SINH } from "./op";
import { scaledExp } from "./special-exp";
import { mad } from "./vector";

/** ½, ¼, 1, −0, from where eˣ is left to the scalar function. */
const NUMBERS: usize = memory.data<f64>([0.5, 0.25, 1, -0.0, 707], 16);
/** Minimax coefficients of (sinh √z/√z − 1)/z on [0, 1]. */
const SERIES: usize = memory.data<f64>(
  [
    0.16666666666666669, 0.008333333333332912, 0.00019841269841593421, 2.755731910674624e-6, 2.505213100199574e-8,
    1.6056658757854777e-10, 7.776617938570589e-13,
  ],
  16,
);

/**
 * o ← sinh x or cosh x for 256 bytes: h ∓ 1/(4h) with h = e^|x|/2, and sinh near 0 an odd polynomial. Errors: sinh < 1.7 ulp,
 * cosh < 1.2 ulp. `work` has room for three blocks; o may be x.
 */
export function f64_hyperbolic(op: i32, x: usize, o: usize, work: usize): void {
  const e = work + 256;
  halves(x, e, work);
  if (op == COSH) combine(COSH, x, e, o);
  else combine(SINH, x, e, o);
}

/** o ← e^|x|/2, also where e^|x| overflows. */
function halves(x: usize, o: usize, work: usize): void {
  const half = v128.load64_splat(NUMBERS);
  const limit = v128.load64_splat(NUMBERS, 32);
  let ordinary = i64x2.splat(-1);
  for (let i: usize = 0; i < 256; i += 16) {
    const a = f64x2.abs(v128.load(x + i));
    ordinary = v128.and(ordinary, f64x2.lt(a, limit));
    v128.store(o + i, f64x2.pmin(a, limit));
  }
  f64_exp(4, o, o, work);
  for (let i: usize = 0; i < 256; i += 16) v128.store(o + i, f64x2.mul(v128.load(o + i), half));
  if (i64x2.all_true(ordinary)) return;
  for (let i: usize = 0; i < 256; i += 8) {
    const a = Math.abs(load<f64>(x + i));
    if (!(a < load<f64>(NUMBERS, 32))) store<f64>(o + i, scaledExp(a, -1));
  }
}

/** @inline */
function combine(op: i32, x: usize, e: usize, o: usize): void {
  const quarter = v128.load64_splat(NUMBERS, 8);
  const unit = v128.load64_splat(NUMBERS, 16);
  const sign = v128.load64_splat(NUMBERS, 24);
  for (const end = o + 256; o < end; o += 16, x += 16, e += 16) {
    const h = v128.load(e);
    const q = f64x2.div(quarter, h);
    if (op == COSH) v128.store(o, f64x2.add(h, q));
    else {
      const v = v128.load(x);
      const a = f64x2.abs(v);
      const z = f64x2.mul(a, a);
      const near = mad<f64>(f64x2.mul(a, z), series(z), a);
      const y = v128.bitselect(near, f64x2.sub(h, q), f64x2.lt(a, unit));
      v128.store(o, v128.or(y, v128.and(v, sign)));
    }
  }
}

/** @inline */
function series(z: v128): v128 {
  const g = f64x2.mul(z, z);
  const p01 = mad<f64>(v128.load64_splat(SERIES, 8), z, v128.load64_splat(SERIES));
  const p23 = mad<f64>(v128.load64_splat(SERIES, 24), z, v128.load64_splat(SERIES, 16));
  const p45 = mad<f64>(v128.load64_splat(SERIES, 40), z, v128.load64_splat(SERIES, 32));
  const p456 = mad<f64>(v128.load64_splat(SERIES, 48), g, p45);
  return mad<f64>(mad<f64>(p456, g, p23), g, p01);
}
