import { ATAN } from "./op";
import { mad } from "./vector";

/** 1, where the reductions meet, atan ½ and π/4 in two parts, the first of which are multiples of 2⁻⁴⁴, −0. */
const NUMBERS: usize = memory.data<f64>(
  [1, 0.4375, 0.6875, 0.4636476090007591, 4.704064387032834e-14, 0.7853981633974172, 3.111686085948307e-14, -0.0],
  16,
);
/** Coefficients of (√z − atan √z)/(z·√z) on [0, 0.1914], from fdlibm. */
const SERIES: usize = memory.data<f64>(
  [
    3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1,
    9.09088713343650656196e-2, -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2,
    4.97687799461593236017e-2, -3.6531572744216915527e-2, 1.62858201153657823623e-2,
  ],
  16,
);

/** Where `reduce` leaves the angle that atan t is added to, in two parts, and the sign of atan t, after t; 256 bytes each. */
const HIGH: usize = 256;
const LOW: usize = 512;
const FLIP: usize = 768;

/**
 * o ← the angle of the points (x, y) for 256 bytes. With u = min/max of |x| and |y|, t is u,
 * (2u − 1)/(2 + u) or (u − 1)/(u + 1), whichever is small: one division. Points at the origin, at infinity or where sums
 * overflow are for `tame`. Error < 1.5 ulp. `parts` has room for four blocks; o may be x or y.
 *
 * @see Sun Microsystems, fdlibm, s_atan.c
 */
export function f64_atan2(y: usize, x: usize, o: usize, parts: usize): void {
  reduce(-1, y, x, parts);
  finish(y, parts, o);
}

/** o ← atan y, which is the angle of (1, y). Error < 0.9 ulp. */
export function f64_atan(y: usize, o: usize, parts: usize): void {
  reduce(ATAN, y, y, parts);
  finish(y, parts, o);
}

/** @inline */
function reduce(op: i32, y: usize, x: usize, to: usize): void {
  const unit = v128.load64_splat(NUMBERS);
  const middle = v128.load64_splat(NUMBERS, 8);
  const last = v128.load64_splat(NUMBERS, 16);
  const sign = v128.load64_splat(NUMBERS, 56);
  for (const end = y + 256; y < end; y += 16, x += 16, to += 16) {
    const v = op == ATAN ? unit : v128.load(x);
    const a = f64x2.abs(v128.load(y));
    const b = f64x2.abs(v);
    const num = f64x2.min(a, b);
    const den = f64x2.max(a, b);
    const flat = f64x2.le(num, f64x2.mul(den, middle)); // atan u
    const diagonal = f64x2.gt(num, f64x2.mul(den, last)); // π/4 + …
    const n = v128.bitselect(num, f64x2.add(num, num), diagonal);
    const d = v128.bitselect(den, f64x2.add(den, den), diagonal);
    const t = f64x2.div(v128.bitselect(num, f64x2.sub(n, den), flat), v128.bitselect(den, f64x2.add(d, num), flat));
    const steep = f64x2.gt(a, b);
    const left = op == ATAN ? v128.xor(unit, unit) : i64x2.shr_s(v, 63); // −0 too
    v128.store(to, t);
    v128.store(to, v128.and(v128.xor(steep, left), sign), FLIP);
    v128.store(to, whole(op, 0, flat, diagonal, steep, left), HIGH);
    v128.store(to, whole(op, 8, flat, diagonal, steep, left), LOW);
  }
}

/** A part of 0, atan ½ or π/4, taken from π/2 where |y| > |x|, and the rest from π where x < 0. @inline */
function whole(op: i32, part: usize, flat: v128, diagonal: v128, steep: v128, left: v128): v128 {
  const quarter = v128.load64_splat(NUMBERS + part, 40);
  const half = f64x2.add(quarter, quarter);
  let angle = v128.andnot(v128.bitselect(quarter, v128.load64_splat(NUMBERS + part, 24), diagonal), flat);
  angle = v128.bitselect(f64x2.sub(half, angle), angle, steep);
  return op == ATAN ? angle : v128.bitselect(f64x2.sub(f64x2.add(half, half), angle), angle, left);
}

function finish(y: usize, parts: usize, o: usize): void {
  const sign = v128.load64_splat(NUMBERS, 56);
  const p0 = v128.load64_splat(SERIES);
  const p1 = v128.load64_splat(SERIES, 8);
  const p2 = v128.load64_splat(SERIES, 16);
  const p3 = v128.load64_splat(SERIES, 24);
  const p4 = v128.load64_splat(SERIES, 32);
  const p5 = v128.load64_splat(SERIES, 40);
  const p6 = v128.load64_splat(SERIES, 48);
  const p7 = v128.load64_splat(SERIES, 56);
  const p8 = v128.load64_splat(SERIES, 64);
  const p9 = v128.load64_splat(SERIES, 72);
  const p10 = v128.load64_splat(SERIES, 80);
  for (const end = o + 256; o < end; o += 16, y += 16, parts += 16) {
    const t = v128.load(parts);
    const z = f64x2.mul(t, t);
    const g = f64x2.mul(z, z);
    const h = f64x2.mul(g, g);
    const front = mad<f64>(p10, g, mad<f64>(p9, z, p8));
    const middle = mad<f64>(mad<f64>(p7, z, p6), g, mad<f64>(p5, z, p4));
    const back = mad<f64>(mad<f64>(p3, z, p2), g, mad<f64>(p1, z, p0));
    const series = mad<f64>(mad<f64>(front, h, middle), h, back);
    const rest = f64x2.sub(t, f64x2.mul(t, f64x2.mul(z, series)));
    const turned = f64x2.add(v128.load(parts, LOW), v128.xor(rest, v128.load(parts, FLIP)));
    v128.store(o, v128.or(f64x2.add(v128.load(parts, HIGH), turned), v128.and(v128.load(y), sign)));
  }
}
