// Eigenvalues alone of a symmetric tridiagonal matrix, by the root-free QL iteration of Pal, Walker and Kahan: it works on eᵢ², and a
// step takes no square root. float64.

import { hypotenuse } from "../lapack/reflector";

/** Unit roundoff. */
const U: f64 = 1.1102230246251565e-16;
/** QL steps allowed, on average, per eigenvalue; fewer than two are usual. */
const STEPS = 30;
/** Products below this, 2⁻⁹⁰⁰, may have lost digits to underflow. */
const SAFE: f64 = 1.1830521861667747e-271;

/** The walk of a block: it goes from row to row by `step` bytes, and the coupling of a row and the next one has its place `between` bytes off. */
let step: isize = 8;
let between: isize = 0;

/**
 * d ← the eigenvalues of the matrix with diagonal d and off-diagonal e, unsorted; e is used up. Answers how many off-diagonals did not
 * converge. Runs from the end of smaller magnitude (QL or QR), so that graded matrices keep their small eigenvalues.
 *
 * @see LAPACK dsterf; Parlett, *The Symmetric Eigenvalue Problem*, §8.15
 */
export function eigenvalues(n: i32, d: usize, e: usize): i32 {
  let budget = STEPS * n;
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n - 1 && !isNegligible(load<f64>(e + (end << 3)), d + (end << 3))) end++;
    budget = solveBlock(d + (start << 3), e + (start << 3), end - start, budget);
    if (budget < 0) return countNonzero(n - 1, e);
    if (end < n - 1) store<f64>(e + (end << 3), 0);
    start = end + 1;
  }
  return 0;
}

/** Whether e is nothing beside the diagonal elements at d and after it. */
export function isNegligible(e: f64, d: usize): bool {
  return abs<f64>(e) <= U * sqrt<f64>(abs<f64>(load<f64>(d))) * sqrt<f64>(abs<f64>(load<f64>(d, 8)));
}

export function countNonzero(n: i32, e: usize): i32 {
  let count = 0;
  for (; n > 0; n--, e += 8) if (load<f64>(e) != 0) count++;
  return count;
}

/** An unreduced block of so many couplings, scaled so that no square over- or underflows harmfully; answers what is left of the budget. */
function solveBlock(d: usize, e: usize, couplings: i32, budget: i32): i32 {
  if (couplings == 0) return budget;
  const last = couplings << 3;
  let largest = abs<f64>(load<f64>(d + last));
  for (let i = 0; i < last; i += 8) {
    largest = max<f64>(largest, max<f64>(abs<f64>(load<f64>(d + i)), abs<f64>(load<f64>(e + i))));
  }
  const factor = powerOfTwo(largest);
  for (let i = 0; i <= last; i += 8) store<f64>(d + i, load<f64>(d + i) * factor);
  for (let i = 0; i < last; i += 8) store<f64>(e + i, load<f64>(e + i) * factor * (load<f64>(e + i) * factor));
  budget = iterate(d, e, last, budget);
  for (let i = 0; i <= last; i += 8) store<f64>(d + i, load<f64>(d + i) / factor);
  return budget;
}

/** The power of two that brings a number into [1, 2), within 2^±1000. */
function powerOfTwo(x: f64): f64 {
  const exponent = <i64>((reinterpret<u64>(x) >> 52) & 0x7ff) - 1023;
  return reinterpret<f64>((<u64>(1023 - min<i64>(1000, max<i64>(-1000, exponent)))) << 52);
}

function iterate(d: usize, e: usize, size: isize, budget: i32): i32 {
  const up = abs<f64>(load<f64>(d + size)) < abs<f64>(load<f64>(d));
  step = up ? -8 : 8;
  between = up ? -8 : 0;
  const last: isize = up ? 0 : size;
  for (let l: isize = size - last; up ? l >= last : l <= last;) {
    let m = l;
    while (m != last && load<f64>(e + m + between) > U * U * abs<f64>(load<f64>(d + m) * load<f64>(d + m + step)))
      m += step;
    if (m != last) store<f64>(e + m + between, 0);
    if (m == l) {
      l += step;
    } else if (m == l + step) {
      solveTwo(d + l, d + m, e + l + between);
      l += 2 * step;
    } else {
      if (--budget < 0) return budget;
      sweep(d + l, d + m, e + l + between, e + m + between);
    }
  }
  return budget;
}

/**
 * One QL step with Wilkinson's shift on the block from l to m; the eigenvalue nearest that at l emerges there. With N = p·(d − σ) − e²·γ the
 * usual γ ← c·(d − σ) − s·γ, c = p/r, s = e²/r, is N/r, and p ← γ²/c is N²/(r·p), which does not wait for two divisions in turn.
 */
function sweep(dl: usize, dm: usize, el: usize, em: usize): void {
  const shift = wilkinson(load<f64>(dl), sqrt<f64>(load<f64>(el)), load<f64>(dl + step));
  let d = dm - step;
  let e = em - step;
  let gamma = load<f64>(dm) - shift;
  let p = gamma * gamma;
  let s: f64 = 0;
  let c: f64 = 1;
  for (;;) {
    const square = load<f64>(e);
    const r = p + square;
    if (d + step != dm) store<f64>(e + step, s * r);
    const diagonal = load<f64>(d);
    const before = gamma;
    const product = p * (diagonal - shift) - square * gamma;
    const rp = r * p;
    const pp = product * product;
    if (rp > SAFE && pp > SAFE) {
      const inverse = 1 / r;
      gamma = product * inverse;
      s = square * inverse;
      c = p * inverse;
      p = pp / rp;
    } else {
      const cBefore = c;
      c = p / r;
      s = square / r;
      gamma = c * (diagonal - shift) - s * gamma;
      p = c == 0 ? cBefore * square : (gamma * gamma) / c;
    }
    store<f64>(d + step, before + (diagonal - gamma));
    if (e == el) break;
    d -= step;
    e -= step;
  }
  store<f64>(el, s * p);
  store<f64>(dl, shift + gamma);
}

/** The eigenvalue of [[a, b], [b, c]] nearer to a. */
export function wilkinson(a: f64, b: f64, c: f64): f64 {
  const slope = (c - a) / (2 * b);
  return a - b / (slope + copysign<f64>(hypotenuse(slope, 1), slope));
}

/** Both eigenvalues of [[a, b], [b, c]] from b² at `square`, the one of larger magnitude first. @see LAPACK dlae2 */
function solveTwo(first: usize, second: usize, square: usize): void {
  const a = load<f64>(first);
  const c = load<f64>(second);
  const b = sqrt<f64>(load<f64>(square));
  store<f64>(square, 0);
  const sum = a + c;
  const root = hypotenuse(a - c, 2 * b);
  const larger = sum == 0 ? root / 2 : (sum + copysign<f64>(root, sum)) / 2;
  const isLarger = abs<f64>(a) > abs<f64>(c);
  const big = isLarger ? a : c;
  store<f64>(first, larger);
  store<f64>(second, sum == 0 ? -root / 2 : (big / larger) * (isLarger ? c : a) - (b / larger) * b);
}
