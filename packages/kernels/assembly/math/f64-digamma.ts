import { f64_log } from "./f64-log";
import { series } from "./series";
import { mad } from "./vector";

/** 1, where the asymptotic series begins to serve, −½. */
const NUMBERS: usize = memory.data<f64>([1, 10, -0.5], 16);
/** −B₂ₖ/2k for k = 1 … 7, and 0: Bernoulli's numbers. */
const ASYMPTOTIC: usize = memory.data<f64>(
  [
    -0.08333333333333333, 0.008333333333333333, -0.003968253968253968, 0.004166666666666667, -0.007575757575757576,
    0.021092796092796094, -0.08333333333333333, 0,
  ],
  16,
);
/** Coefficients of (1/f − π·cot πf)/f in f² for |f| ≤ ½. */
const COTANGENT: usize = memory.data<f64>(
  [
    3.289868133696453, 2.1646464674222803, 2.034686123967505, 2.0081547125822685, 2.0019891371958645, 2.000492724990004,
    2.0001072360698684, 2.000320998164124, 1.9960811799184872, 2.038392777628932, 1.726704157680987, 3.4099508984660503,
    -3.17403467772426, 14.970249113034164, -18.424915403312486, 18.410187255839688,
  ],
  16,
);

/** Where what was added and the arguments of the series are left. */
const STEPS: usize = 256;
const ARGUMENT: usize = 512;

/**
 * o ← ψ(x) for 256 bytes: ψ(w) = ψ(w + 1) − 1/w up to 10; then the asymptotic series. Below 0 by
 * ψ(x) = ψ(1 − x) − π·cot πx. `work` has room for eight blocks; o may be x.
 *
 * @see DLMF, 5.5 and 5.11
 */
export function f64_digamma(x: usize, o: usize, work: usize): void {
  memory.copy(work, x, 256);
  for (let i: usize = 0; i < 256; i += 16) raise(work + i);
  f64_log(work + ARGUMENT, o, work + 1024, work + 768);
  let negative = i64x2.splat(0);
  for (let i: usize = 0; i < 256; i += 16) {
    const w = v128.load(work + i, ARGUMENT);
    const one = v128.load64_splat(NUMBERS);
    const inverse = f64x2.div(one, w);
    const z = f64x2.mul(inverse, inverse);
    const sum = mad<f64>(z, series(z, ASYMPTOTIC, ASYMPTOTIC + 48), v128.load(work + i, STEPS));
    v128.store(o + i, f64x2.add(v128.load(o + i), mad<f64>(inverse, v128.load64_splat(NUMBERS, 16), sum)));
    negative = v128.or(negative, f64x2.le(v128.load(work + i), v128.xor(one, one)));
  }
  if (v128.any_true(negative)) for (let i: usize = 0; i < 256; i += 16) reflect(work + i, o + i);
}

/** From x the argument of the asymptotic series, and what its value lacks. */
function raise(at: usize): void {
  const one = v128.load64_splat(NUMBERS);
  const least = v128.load64_splat(NUMBERS, 8);
  const zero = v128.xor(one, one);
  const x = v128.load(at);
  let w = v128.bitselect(f64x2.sub(one, x), x, f64x2.le(x, zero));
  let steps = zero;
  let lost = zero; // of the sum, in which each term but the first is smaller than what it meets
  for (let low = f64x2.lt(w, least); v128.any_true(low); low = f64x2.lt(w, least)) {
    const step = v128.and(f64x2.div(one, w), low);
    const next = f64x2.sub(steps, step);
    lost = f64x2.sub(lost, f64x2.sub(step, f64x2.sub(steps, next)));
    steps = next;
    w = f64x2.add(w, v128.and(one, low));
  }
  v128.store(at, f64x2.add(steps, v128.and(lost, f64x2.eq(lost, lost))), STEPS); // it is NaN where a step is infinite
  v128.store(at, w, ARGUMENT);
}

/** o ← o − π·cot πx where x ≤ 0, NaN at integers there. */
function reflect(x: usize, o: usize): void {
  const one = v128.load64_splat(NUMBERS);
  const zero = v128.xor(one, one);
  const v = v128.load(x);
  const f = f64x2.sub(v, f64x2.nearest(v));
  const slope = f64x2.mul(f, series(f64x2.mul(f, f), COTANGENT, COTANGENT + 112));
  const y = v128.load(o);
  const turned = v128.or(f64x2.add(f64x2.sub(y, f64x2.div(one, f)), slope), f64x2.eq(f, zero));
  v128.store(o, v128.bitselect(turned, y, f64x2.le(v, zero)));
}
