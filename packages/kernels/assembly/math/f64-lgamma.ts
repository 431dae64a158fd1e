import { f64_log } from "./f64-log";
import { series } from "./series";
import { mad } from "./vector";

/** 1, 2, 3, 0.7, 1.5, 20, 2.25, ½, ½·ln 2π − ½, 10⁻¹⁷, π, −0, ∞, and what Euler's constant as rounded is too large by. */
const NUMBERS: usize = memory.data<f64>(
  [
    1,
    2,
    3,
    0.7,
    1.5,
    20,
    2.25,
    0.5,
    0.4189385332046727,
    1e-17,
    3.141592653589793,
    -0.0,
    Infinity,
    4.942915152430647e-18,
    0.5772156649015329,
  ],
  16,
);
/** ln Γ(x)/((x − 1)·(x − 2)) in x − 1 without the first, and in x − 9/4, as in `src/ops/gamma-series.ts`. */
const NEAR_1: usize = memory.data<f64>(
  [
    -0.24525136852258095, 0.15543426586395165, -0.115146542563542, 0.0922390084645578, -0.07731816857434884,
    0.0667317282767979, -0.0587779385080714, 0.0525563218847037, -0.047543236837286, 0.043410984978761,
    -0.039940544072793, 0.03698722080313, -0.03448024692933, 0.03226106388924, -0.0298929285264, 0.0281772458334,
    -0.0297409247865, 0.0282746626715, -0.011027369651, 0.01030178337, -0.06545064932, 0.06318261271, 0.06596386092,
    -0.0641009495, -0.1070414417, 0.1035991346,
  ],
  16,
);
const NEAR_2: usize = memory.data<f64>(
  [
    0.3995894876556691, -0.08588084755126099, 0.025268354959288596, -0.00846402499357528, 0.00304111865790693,
    -0.00114098659000589, 0.0004406567320301, -0.00017370931765655, 6.95227951623e-5, -2.814928963908e-5,
    1.150195326568e-5, -4.73454407656e-6, 1.9610309298e-6, -8.162885226e-7, 3.403303586e-7, -1.428082465e-7,
    6.21126822e-8, -2.6237257e-8, 8.4745133e-9, -3.5873906e-9, 3.495811e-9, -1.4922144e-9,
  ],
  16,
);
/** Stirling's series in 1/x²: B₂ₖ/(2k·(2k − 1)). */
const STIRLING: usize = memory.data<f64>(
  [
    0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
    -0.0019175269175269176,
  ],
  16,
);
/** sin πf/f in f² for |f| ≤ ½. */
const SINE: usize = memory.data<f64>(
  [
    3.141592653589793, -5.167712780049969, 2.5501640398773002, -0.5992645293189403, 0.08214588657302717,
    -0.007370430505217146, 0.0004662998126284068, -2.1903487684769023e-5, 7.697726639610672e-7, 0,
  ],
  16,
);

/** Where the arguments of the polynomials and of logarithms are left. */
const NEAR: usize = 256;
const LOGARITHM: usize = 512;

/**
 * o ← ln|Γ(x)| for 256 bytes. For a = |x| in [0.7, 3] polynomials with the zeros at 1 and 2 as factors; below 20 the logarithm of a
 * product of the factors that lead there, or below 0.7 of a; beyond Stirling's series. Below 0 by reflection. Error < 1.9 ulp for
 * x > 0. `work` has room for eight blocks; o may be x.
 *
 * @see DLMF, 5.5 and 5.11
 */
export function f64_lgamma(x: usize, o: usize, work: usize): void {
  memory.copy(work, x, 256);
  let negative = i64x2.splat(0);
  for (let i: usize = 0; i < 256; i += 16) {
    reduce(work + i);
    negative = v128.or(negative, f64x2.lt(v128.load(work + i), i64x2.splat(0)));
  }
  f64_log(work + LOGARITHM, work + LOGARITHM, work + 1024, work + 768);
  for (let i: usize = 0; i < 256; i += 16) v128.store(o + i, combine(work + i));
  if (!v128.any_true(negative)) return;
  for (let i: usize = 0; i < 256; i += 16) turn(work + i);
  f64_log(work + LOGARITHM, work + LOGARITHM, work + 1024, work + 768);
  for (let i: usize = 0; i < 256; i += 16) reflect(work + i, o + i);
}

/** From x the number in [0.7, 3] whose polynomial serves, and the one whose logarithm does: all (a − k) > 2 multiplied, or a. */
function reduce(at: usize): void {
  const one = v128.load64_splat(NUMBERS);
  const two = v128.load64_splat(NUMBERS, 8);
  const three = v128.load64_splat(NUMBERS, 16);
  const a = f64x2.abs(v128.load(at));
  const small = f64x2.lt(a, v128.load64_splat(NUMBERS, 24));
  const large = f64x2.ge(a, v128.load64_splat(NUMBERS, 40));
  const middle = v128.andnot(f64x2.gt(a, three), large);
  const down = v128.and(middle, f64x2.ceil(f64x2.sub(a, three)));
  let even = one;
  let odd = one;
  let q = v128.and(a, middle);
  for (let k = max(f64x2.extract_lane(down, 0), f64x2.extract_lane(down, 1)); k > 0; k -= 2) {
    q = f64x2.sub(q, one);
    even = f64x2.mul(even, v128.bitselect(q, one, f64x2.gt(q, two)));
    q = f64x2.sub(q, one);
    odd = f64x2.mul(odd, v128.bitselect(q, one, f64x2.gt(q, two)));
  }
  const near = f64x2.add(f64x2.sub(a, down), v128.and(one, small));
  v128.store(at, v128.bitselect(two, near, large), NEAR); // 0 is the polynomial's value there
  v128.store(at, v128.bitselect(a, f64x2.mul(even, odd), v128.or(small, large)), LOGARITHM);
}

/** ln Γ(|x|). */
function combine(at: usize): v128 {
  const a = f64x2.abs(v128.load(at));
  const l = v128.load(at, LOGARITHM);
  const large = f64x2.ge(a, v128.load64_splat(NUMBERS, 40));
  if (i64x2.all_true(large)) return stirling(a, l);
  const near = polynomials(v128.load(at, NEAR));
  const small = f64x2.lt(a, v128.load64_splat(NUMBERS, 24));
  const y = v128.bitselect(f64x2.sub(near, l), f64x2.add(near, l), small);
  return v128.any_true(large) ? v128.bitselect(stirling(a, l), y, large) : y;
}

/** (a − ½)·(ln a − 1) + ½·ln 2π − ½ + 1/(12a) − … */
function stirling(a: v128, l: v128): v128 {
  const one = v128.load64_splat(NUMBERS);
  const inverse = f64x2.div(one, a);
  const z = f64x2.mul(inverse, inverse);
  const rest = mad<f64>(inverse, series(z, STIRLING, STIRLING + 32), v128.load64_splat(NUMBERS, 64));
  return mad<f64>(f64x2.sub(a, v128.load64_splat(NUMBERS, 56)), f64x2.sub(l, one), rest);
}

/** ln Γ(y) for 0.7 ≤ y ≤ 3. */
function polynomials(y: v128): v128 {
  const one = v128.load64_splat(NUMBERS);
  const f = f64x2.sub(y, one);
  const low = f64x2.le(y, v128.load64_splat(NUMBERS, 32));
  let first = f;
  let second = f;
  if (v128.any_true(low)) {
    const p = f64x2.sub(f64x2.mul(f, series(f, NEAR_1, NEAR_1 + 192)), v128.load64_splat(NUMBERS, 104));
    first = f64x2.mul(f64x2.sub(f64x2.mul(f, f), f), f64x2.add(v128.load64_splat(NUMBERS, 112), p));
  }
  if (!i64x2.all_true(low)) {
    const d = f64x2.sub(y, v128.load64_splat(NUMBERS, 48));
    const rest = mad<f64>(d, series(d, NEAR_2 + 16, NEAR_2 + 160), v128.load64_splat(NEAR_2, 8));
    const p = mad<f64>(d, rest, v128.load64_splat(NEAR_2));
    second = f64x2.mul(f64x2.mul(f, f64x2.sub(y, v128.load64_splat(NUMBERS, 8))), p);
  }
  return v128.bitselect(first, second, low);
}

/** From x the number π/|x·sin πx|, whose logarithm the reflection takes. */
function turn(at: usize): void {
  const v = v128.load(at);
  const f = f64x2.sub(v, f64x2.nearest(v));
  const sine = f64x2.mul(f, series(f64x2.mul(f, f), SINE, SINE + 64));
  v128.store(at, f64x2.div(v128.load64_splat(NUMBERS, 80), f64x2.abs(f64x2.mul(v, sine))), LOGARITHM);
}

/** o ← ln(π/|x·sin πx|) − o where x < 0, ∞ at integers there; near 0 what stands there. */
function reflect(at: usize, o: usize): void {
  const infinity = v128.load64_splat(NUMBERS, 96);
  const v = v128.load(at);
  const l = v128.load(at, LOGARITHM);
  const y = v128.load(o);
  const below = f64x2.lt(v, f64x2.neg(v128.load64_splat(NUMBERS, 72)));
  const infinite = v128.or(f64x2.eq(l, infinity), f64x2.eq(f64x2.abs(v), infinity));
  v128.store(o, v128.bitselect(v128.bitselect(infinity, f64x2.sub(l, y), infinite), y, below));
}
