// Implicit QR on a bidiagonal matrix with rotations of vectors: what bidiagonal-qr.ts of linalg does, whose names these are, in
// one call for small matrices. float64; strides in bytes.

import { hypotenuse } from "../lapack/reflector";
import { Recorder } from "../spectral/recorder";
import { cosLeft, cosRight, larger, sinLeft, sinRight, smaller, smallerSingularValue, twoByTwo } from "./two-by-two";

const U: f64 = 1.1102230246251565e-16;
/** ε^(7/8), as in LAPACK. */
const TOLERANCE: f64 = 1.0958066990042004e-14;
const SWEEPS = 6;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;

let cosine: f64 = 1;
let sine: f64 = 0;
/** The walk: from `first` to `last` by `step`; e[i + between] couples i and i + step. */
let step: i32 = 1;
let between: i32 = 0;
let d: usize = 0;
let e: usize = 0;
/** The rows that right rotations turn and those that left ones do; they change places when the walk goes upwards. */
let right: Recorder = changetype<Recorder>(0);
let left: Recorder = changetype<Recorder>(0);

/**
 * Values (≥ 0) to d, zeros to e, and the n rows of u, of `cols` numbers, and of v, of n, rotated along. Answers how many superdiagonals did
 * not converge.
 *
 * @param work room for two recorders of n rows
 * @see Demmel & Kahan 1990; LAPACK dbdsqr
 */
export function diagonalize(
  n: i32,
  dAt: usize,
  eAt: usize,
  cols: i32,
  u: usize,
  uRow: isize,
  v: usize,
  vRow: isize,
  work: usize,
): i32 {
  d = dAt;
  e = eAt;
  const ofU = Recorder.at(work, n, u, uRow, cols);
  const ofV = Recorder.at(work + Recorder.sizeOf(n), n, v, vRow, n);
  const threshold = absoluteThreshold(n);
  let budget: i32 = SWEEPS * n * n;
  let top = -1; // the block that the direction was chosen for
  let bottom = -1;
  for (let m = n - 1; m > 0;) {
    if (budget < 0) return countNonzero(n);
    const l = blockStart(m, threshold);
    if (l == m) {
      m--;
      continue;
    }
    if (l == m - 1) {
      solveTwoByTwo(l, ofU, ofV);
      m -= 2;
      continue;
    }
    if (l > bottom || m < top) {
      const down = abs<f64>(get(d, l)) >= abs<f64>(get(d, m));
      step = down ? 1 : -1;
      between = down ? 0 : -1;
      right = down ? ofV : ofU;
      left = down ? ofU : ofV;
    }
    top = l;
    bottom = m;
    const first = step == 1 ? l : m;
    const last = step == 1 ? m : l;
    const smallest = deflate(first, last);
    if (smallest < 0) continue;
    budget -= m - l;
    const shift = chooseShift(n, first, last, smallest, largest(l, m));
    if (shift == 0) sweepWithoutShift(first, last);
    else sweepWithShift(first, last, shift);
    const end = last - step + between;
    if (abs<f64>(get(e, end)) <= threshold) set(e, end, 0);
  }
  ofU.flush();
  ofV.flush();
  for (let i = 0; i < n; i++) {
    if (get(d, i) > 0) continue;
    set(d, i, abs<f64>(get(d, i)));
    for (let k = 0, at = v + i * vRow; k < n; k++, at += 8) store<f64>(at, -load<f64>(at));
  }
  return 0;
}

function get(x: usize, i: i32): f64 {
  return load<f64>(x + (i << 3));
}

function set(x: usize, i: i32, value: f64): void {
  store<f64>(x + (i << 3), value);
}

function countNonzero(n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n - 1; i++) if (get(e, i) != 0) count++;
  return count;
}

function absoluteThreshold(n: i32): f64 {
  let mu = abs<f64>(get(d, 0));
  let smallest = mu;
  for (let i = 1; i < n && smallest > 0; i++) {
    mu = abs<f64>(get(d, i)) * (mu / (mu + abs<f64>(get(e, i - 1))));
    smallest = min<f64>(smallest, mu);
  }
  return max<f64>((TOLERANCE * smallest) / sqrt<f64>(<f64>n), <f64>(SWEEPS * n * n) * SMALLEST_NORMAL);
}

function blockStart(m: i32, threshold: f64): i32 {
  for (let l = m; l > 0; l--) {
    if (abs<f64>(get(e, l - 1)) > threshold) continue;
    set(e, l - 1, 0);
    return l;
  }
  return 0;
}

function largest(l: i32, m: i32): f64 {
  let size = abs<f64>(get(d, m));
  for (let i = l; i < m; i++) size = max<f64>(size, max<f64>(abs<f64>(get(d, i)), abs<f64>(get(e, i))));
  return size;
}

/** −1 when an off-diagonal was dropped, else a bound of the smallest singular value. */
function deflate(first: i32, last: i32): f64 {
  const end = last - step + between;
  if (abs<f64>(get(e, end)) <= TOLERANCE * abs<f64>(get(d, last))) {
    set(e, end, 0);
    return -1;
  }
  let mu = abs<f64>(get(d, first));
  let smallest = mu;
  for (let i = first; i != last; i += step) {
    const size = abs<f64>(get(e, i + between));
    if (size <= TOLERANCE * mu) {
      set(e, i + between, 0);
      return -1;
    }
    mu = abs<f64>(get(d, i + step)) * (mu / (mu + size));
    smallest = min<f64>(smallest, mu);
  }
  return smallest;
}

function chooseShift(n: i32, first: i32, last: i32, smallest: f64, size: f64): f64 {
  if (<f64>n * TOLERANCE * (smallest / size) <= max<f64>(U, 0.01 * TOLERANCE)) return 0;
  const shift = smallerSingularValue(get(d, last - step), get(e, last - step + between), get(d, last));
  const ratio = shift / get(d, first);
  return get(d, first) != 0 && ratio * ratio < U ? 0 : shift;
}

function sweepWithoutShift(first: i32, last: i32): void {
  begin(first, last);
  let c: f64 = 1;
  let oldC: f64 = 1;
  let oldS: f64 = 0;
  for (let i = first; i != last; i += step) {
    const r = makeRotation(get(d, i) * c, get(e, i + between));
    c = cosine;
    const s = sine;
    if (i != first) set(e, i - step + between, oldS * r);
    set(d, i, makeRotation(oldC * r, get(d, i + step) * s));
    oldC = cosine;
    oldS = sine;
    right.push(c, s);
    left.push(oldC, oldS);
  }
  const h = get(d, last) * c;
  set(d, last, h * oldC);
  set(e, last - step + between, h * oldS);
}

function sweepWithShift(first: i32, last: i32, shift: f64): void {
  begin(first, last);
  const start = get(d, first);
  let f = (abs<f64>(start) - shift) * ((start < 0 ? -1.0 : 1.0) + shift / start);
  let g = get(e, first + between);
  for (let i = first; i != last; i += step) {
    const next = i + step;
    let r = makeRotation(f, g);
    let c = cosine;
    let s = sine;
    if (i != first) set(e, i - step + between, r);
    let di = get(d, i);
    let ei = get(e, i + between);
    f = c * di + s * ei;
    ei = c * ei - s * di;
    g = s * get(d, next);
    let dn = get(d, next) * c;
    right.push(c, s);
    r = makeRotation(f, g);
    c = cosine;
    s = sine;
    set(d, i, r);
    f = c * ei + s * dn;
    dn = c * dn - s * ei;
    set(d, next, dn);
    if (next != last) {
      const en = get(e, next + between);
      g = s * en;
      set(e, next + between, en * c);
    }
    left.push(c, s);
  }
  set(e, last - step + between, f);
}

function solveTwoByTwo(l: i32, ofU: Recorder, ofV: Recorder): void {
  twoByTwo(get(d, l), get(e, l), get(d, l + 1));
  set(d, l, larger);
  set(d, l + 1, smaller);
  set(e, l, 0);
  ofV.begin(l, 1, 1);
  ofV.push(cosRight, sinRight);
  ofU.begin(l, 1, 1);
  ofU.push(cosLeft, sinLeft);
}

/** New chains of rotations for a walk. */
function begin(first: i32, last: i32): void {
  right.begin(first, step, abs<i32>(last - first));
  left.begin(first, step, abs<i32>(last - first));
}

function makeRotation(f: f64, g: f64): f64 {
  if (g == 0) {
    cosine = 1;
    sine = 0;
    return f;
  }
  if (f == 0) {
    cosine = 0;
    sine = 1;
    return g;
  }
  const size = hypotenuse(f, g);
  const r = f < 0 ? -size : size;
  if (size >= SMALLEST_NORMAL) {
    const inverse = 1 / r;
    cosine = f * inverse;
    sine = g * inverse;
  } else {
    cosine = f / r;
    sine = g / r;
  }
  return r;
}
