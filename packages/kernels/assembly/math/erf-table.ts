import { scratch } from "../scratch";
import { difference, lower, product, sum } from "./pairs";

/**
 * Integrals of bell curves as polynomials about points k/steps, k from −below to above: V(k/steps + d) = c₀ + c₁·d + c₂·d² + …, V′ =
 * peak·e^(−square·x²/2). Computed when first used: no compression would shrink them. Entries have `count` numbers, float32 if
 * `single`.
 */

/** Where a half of the curve is kept while its table is made: for every k > 0 the integral from k − 1 on in two parts, and the slope at k. */
const HALF: usize = 24;

/** V = erf x, with c₁ − 1 instead of c₁, from −last to last, at `to`. */
export function fillErf(single: bool, steps: f64, last: i32, degree: i32, count: i32, to: usize): void {
  integrate(2, 1.1283791670955126, 1.533545961316588e-17, 1 / steps, last);
  const bytes = count << (single ? 2 : 3);
  const origin = to + last * bytes;
  let value: f64 = 0;
  let rest: f64 = 0;
  for (let k = 0; k <= last; k++) {
    const at = scratch + k * HALF;
    if (k > 0) {
      value = sum(value, load<f64>(at), rest + load<f64>(at, 8));
      rest = lower;
    }
    for (let side = -1; side <= 1; side += 2) {
      slopes(2, <f64>(side * k) / steps, load<f64>(at, 16), 1 / steps, degree);
      store<f64>(slots(), load<f64>(slots(), 8) - 1, 8);
      write(single, degree, origin + side * k * bytes, k == 0 ? -0.0 : side * value); // so that the sum for −0 is −0
    }
  }
}

/** V = erfc(−x), or Φ(x) where `square` is 1. `beyond` is V at −below or −above, whichever is less. */
export function fillNormal(
  single: bool,
  square: f64,
  steps: f64,
  below: i32,
  above: i32,
  degree: i32,
  count: i32,
  beyond: f64,
  to: usize,
): void {
  const normal = square == 1;
  const last = max(below, above);
  const peak = normal ? 0.3989422804014327 : 1.1283791670955126;
  integrate(square, peak, normal ? -2.49232720227773e-17 : 1.533545961316588e-17, 1 / steps, last);
  const bytes = count << (single ? 2 : 3);
  let rest: f64 = 0;
  for (let k = last; k >= 0; k--) {
    const at = scratch + k * HALF;
    for (let side = -1; side <= 1; side += 2) {
      const i = side * k;
      if (i < -below || i > above) continue;
      slopes(square, <f64>i / steps, load<f64>(at, 16), 1 / steps, degree);
      write(single, degree, to + (below + i) * bytes, side < 0 ? beyond : difference(square, beyond, rest));
    }
    beyond = sum(beyond, load<f64>(at), rest + load<f64>(at, 8));
    rest = lower;
  }
}

/** Slopes and integrals of one half: e^(−square·x²/2) on half steps from products of two parts, the integrals by even terms about their middles. */
function integrate(square: f64, peak: f64, peakRest: f64, step: f64, last: i32): void {
  const unit = square * step * step * 0.125; // a power of 2
  let bell: f64 = 1;
  let bellRest: f64 = 0;
  const cubic = unit * unit * unit * (1 - unit * 0.25 * (1 - unit * 0.2 * (1 - unit / 6)));
  let ratio = sum(1, unit * unit * 0.5 - unit, cubic / -6); // e^(−unit): the second is exact
  let ratioRest = lower;
  const growth = product(ratio, ratioRest, ratio, ratioRest);
  const growthRest = lower;
  store<f64>(scratch, peak, 16);
  for (let i = 1; i <= 2 * last; i++) {
    bell = product(bell, bellRest, ratio, ratioRest);
    bellRest = lower;
    ratio = product(ratio, ratioRest, growth, growthRest);
    ratioRest = lower;
    const slope = product(bell, bellRest, peak, peakRest);
    const at = scratch + ((i + 1) >> 1) * HALF;
    if ((i & 1) == 0) store<f64>(at, slope, 16);
    else {
      const more = slope * evenTerms(square, i * step * 0.5, step);
      store<f64>(at, sum(slope, more, lower) * step);
      store<f64>(at, lower * step, 8);
    }
  }
}

/** The mean of e^(−square·(2mt + t²)/2) over |t| ≤ step/2, less 1. */
function evenTerms(square: f64, m: f64, step: f64): f64 {
  let before: f64 = 0;
  let b: f64 = 1;
  let power: f64 = 1;
  let mean: f64 = 0;
  for (let n = 1; n <= 14; n++) {
    const next = (-square * (m * b + before)) / n;
    before = b;
    b = next;
    power *= step * 0.5;
    if ((n & 1) == 0) mean += (b * power) / (n + 1);
  }
  return mean;
}

/** Terms of the series beyond the degree that polynomials keep a part of. */
const MORE: i32 = 4;

/** Where `slopes` leaves c₁, c₂, …, from 8 bytes on. @inline */
function slots(): usize {
  return scratch + 12288;
}

/**
 * c₁, c₂, …: V′(r + d)/V′(r) = Σ bₙ·dⁿ with (n + 1)·bₙ₊₁ = −square·(r·bₙ + bₙ₋₁), integrated. Powers beyond the degree are replaced by
 * the lower ones of Chebyshev's polynomials, at the origin of those of V(d)/d, which keeps what errs relatively small.
 */
function slopes(square: f64, r: f64, slope: f64, step: f64, degree: i32): void {
  const c = slots();
  let before: f64 = 0;
  let b = slope;
  for (let n = 1; n <= degree + MORE; n++) {
    store<f64>(c + (n << 3), b / n);
    const next = (-square * (r * b + before)) / n;
    before = b;
    b = next;
  }
  const shift = r == 0 ? 1 : 0;
  const quarter = step * step * 0.25; // of u², d = u·step/2
  for (let n = degree + MORE; n > degree; n--) {
    const m = n - shift;
    let a = load<f64>(c + (n << 3));
    for (let j = 0; m - 2 * j >= 2 && n - 2 * j > 2; j++) {
      a *= (-quarter * (m - 2 * j) * (m - 2 * j - 1)) / (4 * (j + 1) * (m - j - 1));
      const lowerPower = c + ((n - 2 * j - 2) << 3);
      store<f64>(lowerPower, load<f64>(lowerPower) - a);
    }
  }
}

/** Writes an entry: c₀ and the slopes. */
function write(single: bool, degree: i32, entry: usize, first: f64): void {
  store<f64>(slots(), first);
  for (let n = 0; n <= degree; n++) {
    const x = load<f64>(slots() + (n << 3));
    if (single) store<f32>(entry + (n << 2), <f32>x);
    else store<f64>(entry + (n << 3), x);
  }
}
