import { copyBytes } from "../block";
import { COS, SIN, TAN } from "./op";
import { tanOfHuge } from "./tan-huge";
import { SERIES, trigOfHuge } from "./trig-huge";
import { mad } from "./vector";

/** 2/π, 1.5·2⁵² (rounds to an integer), π/2 in three parts, where this is too coarse, −0, 1, ½. */
const NUMBERS: usize = memory.data<f64>(
  [
    0.6366197723675814, 6755399441055744, 1.5707963267923333, 2.5633441514780767e-12, 1.1644211747377496e-22, 100000,
    -0.0, 1, 0.5,
  ],
  16,
);

/** Where `split` leaves r, what r lost, the quadrant, and `sines` the sine of r and what it lost; 256 bytes each. */
const LOST: usize = 256;
const QUADRANT: usize = 512;
const SINE: usize = 768;
const LOST_OF_SINE: usize = 1024;

/** o ← sin x for 256 bytes, in radians, error < 0.9 ulp. `saved` has room for a block, `parts` for four; o may be x. */
export function f64_sin(x: usize, o: usize, parts: usize, saved: usize): void {
  trigBlock(SIN, x, o, parts, saved);
}

/** o ← cos x, likewise. */
export function f64_cos(x: usize, o: usize, parts: usize, saved: usize): void {
  trigBlock(COS, x, o, parts, saved);
}

/** o ← tan x, likewise: the quotient of the two, with what they lost. Error < 1.6 ulp. `parts` has room for five blocks. */
export function f64_tan(x: usize, o: usize, parts: usize, saved: usize): void {
  trigBlock(TAN, x, o, parts, saved);
}

/** |x| = k·π/2 + r; then sine and cosine of r, of which the quadrant chooses one and its sign. @inline */
function trigBlock(op: i32, x: usize, o: usize, parts: usize, saved: usize): void {
  const ordinary = split(x, parts);
  if (!ordinary) copyBytes<u64>(256, x, saved);
  sines(op, parts);
  choose(op, x, parts, o);
  if (ordinary) return;
  if (op == TAN) patchTangents(saved, o);
  else patch(op, saved, o);
}

/** Recomputes the elements that are too large for the above, so that no element depends on its neighbours. */
function patch(op: i32, x: usize, o: usize): void {
  for (const end = x + 256; x < end; x += 8, o += 8) {
    const v = load<f64>(x);
    if (!(Math.abs(v) < load<f64>(NUMBERS, 40))) store<f64>(o, trigOfHuge(op, v));
  }
}

function patchTangents(x: usize, o: usize): void {
  for (const end = x + 256; x < end; x += 8, o += 8) {
    const v = load<f64>(x);
    if (!(Math.abs(v) < load<f64>(NUMBERS, 40))) store<f64>(o, tanOfHuge(v));
  }
}

function split(x: usize, to: usize): bool {
  const inverse = v128.load64_splat(NUMBERS);
  const round = v128.load64_splat(NUMBERS, 8);
  const high = v128.load64_splat(NUMBERS, 16);
  const middle = v128.load64_splat(NUMBERS, 24);
  const low = v128.load64_splat(NUMBERS, 32);
  const limit = v128.load64_splat(NUMBERS, 40);
  let ordinary = i64x2.splat(-1);
  for (const end = x + 256; x < end; x += 16, to += 16) {
    const a = f64x2.abs(v128.load(x));
    ordinary = v128.and(ordinary, f64x2.lt(a, limit));
    const t = mad<f64>(a, inverse, round);
    const k = f64x2.sub(t, round);
    const s = f64x2.sub(a, f64x2.mul(k, high));
    const w = f64x2.mul(k, middle);
    const r = f64x2.sub(s, w);
    v128.store(to, r);
    v128.store(to, f64x2.sub(f64x2.sub(f64x2.sub(s, r), w), f64x2.mul(k, low)), LOST);
    v128.store(to, t, QUADRANT);
  }
  return i64x2.all_true(ordinary);
}

/** @inline */
function sines(op: i32, parts: usize): void {
  const s0 = v128.load64_splat(SERIES);
  const s1 = v128.load64_splat(SERIES, 8);
  const s2 = v128.load64_splat(SERIES, 16);
  const s3 = v128.load64_splat(SERIES, 24);
  const s4 = v128.load64_splat(SERIES, 32);
  const s5 = v128.load64_splat(SERIES, 40);
  for (const end = parts + 256; parts < end; parts += 16) {
    const r = v128.load(parts);
    const z = f64x2.mul(r, r);
    const g = f64x2.mul(z, z);
    const p = mad<f64>(mad<f64>(mad<f64>(s5, z, s4), g, mad<f64>(s3, z, s2)), g, mad<f64>(s1, z, s0));
    const rest = mad<f64>(f64x2.mul(r, z), p, v128.load(parts, LOST));
    const sine = f64x2.add(r, rest);
    v128.store(parts, sine, SINE);
    if (op == TAN) v128.store(parts, f64x2.add(f64x2.sub(r, sine), rest), LOST_OF_SINE);
  }
}

/** @inline */
function choose(op: i32, x: usize, parts: usize, o: usize): void {
  const c0 = v128.load64_splat(SERIES, 48);
  const c1 = v128.load64_splat(SERIES, 56);
  const c2 = v128.load64_splat(SERIES, 64);
  const c3 = v128.load64_splat(SERIES, 72);
  const c4 = v128.load64_splat(SERIES, 80);
  const c5 = v128.load64_splat(SERIES, 88);
  const sign = v128.load64_splat(NUMBERS, 48);
  const one = v128.load64_splat(NUMBERS, 56);
  const half = v128.load64_splat(NUMBERS, 64);
  const unit = i64x2.splat(1);
  for (const end = o + 256; o < end; o += 16, x += 16, parts += 16) {
    const r = v128.load(parts);
    const z = f64x2.mul(r, r);
    const g = f64x2.mul(z, z);
    const p = mad<f64>(mad<f64>(mad<f64>(c5, z, c4), g, mad<f64>(c3, z, c2)), g, mad<f64>(c1, z, c0));
    const h = f64x2.mul(z, half);
    const w = f64x2.sub(one, h);
    const lost = f64x2.sub(f64x2.sub(f64x2.sub(one, w), h), f64x2.mul(r, v128.load(parts, LOST)));
    const rest = mad<f64>(g, p, lost);
    const cosine = f64x2.add(w, rest);
    const t = v128.load(parts, QUADRANT);
    const quadrant = op == COS ? i64x2.add(t, unit) : t;
    const odd = i64x2.eq(v128.and(quadrant, unit), unit);
    const sine = v128.load(parts, SINE);
    const y = v128.bitselect(cosine, sine, odd);
    let turned = v128.xor(y, i64x2.shl(i64x2.shr_u(quadrant, 1), 63));
    if (op == TAN) {
      const more = f64x2.add(f64x2.sub(w, cosine), rest);
      const less = v128.load(parts, LOST_OF_SINE);
      const d = v128.bitselect(sine, cosine, odd);
      const q = f64x2.div(y, d);
      const lack = f64x2.sub(v128.bitselect(more, less, odd), f64x2.mul(q, v128.bitselect(less, more, odd)));
      turned = v128.xor(f64x2.add(q, f64x2.div(lack, d)), i64x2.shl(quadrant, 63)); // s/c or −c/s
    }
    v128.store(o, op == COS ? turned : v128.xor(turned, v128.and(v128.load(x), sign)));
  }
}
