import {
  beta,
  conjugate,
  magnitude,
  makeReflector,
  pairs,
  reflectPairs,
  reflectPairsRight,
  reflectTriples,
  reflectTriplesRight,
  setReflector,
  times,
  triples,
  w1,
  w2,
  w3,
} from "./complex-reflector";
import { EPSILON, TINY, isNegligible } from "./negligible";

// As bulges.ts, for complex128: a number fills a v128.

/** Bytes of a bulge's state: its two shifts and its last reflector (w1 in the first place of two, w2, w3). */
const STATE = 5 * 16;
/** Bytes of a reflector in a list: its first row as an f64, w1, w2, w3. */
const ENTRY = 3 * 16;
/** Triples at a time: their strip of all rows of a window stays in the nearest cache. */
const STRIP: i32 = 32;

/** What a chain works on: set by `complexBulgeChain`, so that steps take few arguments. */
let H: usize = 0;
let row: isize = 0;
let list: usize = 0;
let states: usize = 0;
let bulges: i32 = 0;
let top: i32 = 0;
let bottom: i32 = 0;
let start: i32 = 0;

/**
 * One window of a multishift QR sweep on rows and columns [top, bottom] of a complex Hessenberg matrix: a chain of bulges, of two
 * shifts each, moves down from row `start`, by twice their number. Strides in bytes.
 *
 * @param out a list of the reflectors
 * @returns how many there are
 * @see LAPACK zlaqr5
 */
export function complexBulgeChain(
  h: usize,
  hRow: isize,
  out: usize,
  state: usize,
  count: i32,
  first: i32,
  last: i32,
  from: i32,
): i32 {
  H = h;
  row = hRow;
  list = out;
  states = state;
  bulges = count;
  top = first;
  bottom = last;
  start = from;
  const end = min(start + 2 * bulges - 1, bottom - 2);
  for (let at = start; at <= end; at++) advance(at);
  return <i32>(list - out) / ENTRY;
}

/**
 * Applies a list of reflectors to numbers outside of their window, from the left or, `right`, from the right.
 *
 * @param x the first number of row 0, or of column 0
 * @param step bytes from one triple to the next
 * @param stride bytes from row to row, or from column to column
 */
export function applyChain(n: i32, x: usize, step: isize, stride: isize, right: bool, from: usize, count: i32): void {
  const end = from + count * ENTRY;
  for (; n > 0; n -= STRIP, x += STRIP * step) {
    const width = min(n, STRIP);
    for (let at = from; at < end; at += ENTRY) {
      const to = x + <isize>load<f64>(at) * stride;
      const q = v128.load(at, 16);
      const r = v128.load(at, 32);
      const two = !v128.any_true(f64x2.ne(r, f64x2.splat(0)));
      if (two) pairs(width, to, step, stride, load<f64>(at, 8), right ? conjugate(q) : q);
      else triples(width, to, step, stride, load<f64>(at, 8), right ? conjugate(q) : q, right ? conjugate(r) : r);
    }
  }
}

/** Address of entry (i, j). */
function entry(i: i32, j: i32): usize {
  return H + i * row + j * 16;
}

/** Moves every bulge one row down: bulge m from row at + 2·m. */
function advance(at: i32): void {
  const order = 4 * bulges;
  const above = max(0, (top - at) >> 1); // ⌈(top − 1 − at)/2⌉
  const last = min(bulges - 1, (bottom - at - 3) >> 1);
  const right = min(start + order, bottom) + 1;
  if (last + 1 < bulges && at + 2 * (last + 1) == bottom - 2) finishBulge(last + 1);
  for (let m = last; m >= above; m--) moveBulge(m, at + 2 * m);
  for (let m = last; m >= above; m--) {
    const k = at + 2 * m;
    recall(m);
    const from = max(top, k + 2);
    reflectTriples(right - from, entry(k + 1, from), 16, row);
    note(k);
  }
}

/** Adds the current reflector, of row k + 1 and those below it, to the list. */
function note(k: i32): void {
  store<f64>(list, k + 1);
  store<f64>(list, w1, 8);
  v128.store(list, w2, 16);
  v128.store(list, w3, 32);
  list += ENTRY;
}

/** The last reflector of bulge m becomes the current one. */
function recall(m: i32): void {
  const s = states + m * STATE;
  setReflector(load<f64>(s, 32), v128.load(s, 48), v128.load(s, 64));
}

/** The next reflector of bulge m, applied from the right, and from the left to the column that it clears next. */
function moveBulge(m: i32, k: i32): void {
  if (k == top - 1) makeFirst(top, m);
  else stepBulge(m, k);
  const s = states + m * STATE;
  store<f64>(s, w1, 32);
  v128.store(s, w2, 48);
  v128.store(s, w3, 64);
  const above = max(top, start);
  reflectTriplesRight(min(bottom, k + 3) + 1 - above, entry(above, k + 1), row, 16);
  reflectTriples(1, entry(k + 1, k + 1), 16, row);
  if (k >= top) dropIfSmall(k);
}

/** The reflector of the first column of (H − s₁)(H − s₂) for the rows from r on, scaled. @see LAPACK zlaqr1 */
function makeFirst(r: i32, m: i32): void {
  const zero = f64x2.splat(0);
  const s1 = v128.load(states + m * STATE);
  const s2 = v128.load(states + m * STATE, 16);
  const at = entry(r, r);
  const three = r + 2 <= bottom;
  const h11 = v128.load(at);
  const h21 = v128.load(at + row);
  const h31 = three ? v128.load(at + 2 * row) : zero;
  const scale = magnitude(f64x2.sub(h11, s2)) + magnitude(h21) + magnitude(h31);
  if (scale == 0) {
    makeReflector(zero, zero, zero);
    return;
  }
  const unit = f64x2.splat(scale);
  const p = f64x2.div(h21, unit);
  const q = f64x2.div(h31, unit);
  const both = f64x2.add(s1, s2);
  let a = f64x2.add(times(f64x2.sub(h11, s1), f64x2.div(f64x2.sub(h11, s2), unit)), times(v128.load(at, 16), p));
  let b = times(p, f64x2.sub(f64x2.add(h11, v128.load(at + row, 16)), both));
  let c = zero;
  if (three) {
    a = f64x2.add(a, times(v128.load(at, 32), q));
    b = f64x2.add(b, times(v128.load(at + row, 32), q));
    const h33 = v128.load(at + 2 * row, 32);
    c = f64x2.add(times(q, f64x2.sub(f64x2.add(h11, h33), both)), times(p, v128.load(at + 2 * row, 16)));
  }
  makeReflector(a, b, c);
}

/** Brings column k to its last rows' state, and makes the reflector that clears it. A collapsed bulge is begun anew. */
function stepBulge(m: i32, k: i32): void {
  recall(m);
  const zero = f64x2.splat(0);
  const low = entry(k + 3, k);
  // row k + 3 times G, where only its third number is not 0
  const corner = v128.load(low, 32);
  const sum = f64x2.neg(times(w3, corner));
  const next = f64x2.mul(f64x2.splat(w1), sum);
  const middle = times(conjugate(w2), sum);
  const third = f64x2.add(corner, times(conjugate(w3), sum));
  v128.store(low, middle, 16);
  v128.store(low, third, 32);
  const at = entry(k + 1, k);
  const x1 = v128.load(at);
  const x2 = v128.load(at + row);
  makeReflector(x1, x2, next);
  v128.store(at, beta);
  v128.store(at + row, zero);
  v128.store(low, zero);
  if (magnitude(next) != 0 || magnitude(middle) != 0 || magnitude(third) == 0) return;
  restart(m, k, x1, x2);
}

/** A bulge that has collapsed: its shifts make a new one, unless that would fill in what is not negligible. */
function restart(m: i32, k: i32, x1: v128, x2: v128): void {
  const old1 = w1;
  const old2 = w2;
  const old3 = w3;
  makeFirst(k + 1, m);
  const own = f64x2.splat(w1);
  const sum = f64x2.add(f64x2.mul(own, x1), times(conjugate(w2), x2));
  const fill = magnitude(f64x2.sub(x2, times(w2, sum))) + magnitude(times(w3, sum));
  const size =
    magnitude(v128.load(entry(k, k))) +
    magnitude(v128.load(entry(k + 1, k + 1))) +
    magnitude(v128.load(entry(k + 2, k + 2)));
  if (fill > EPSILON * size) setReflector(old1, old2, old3);
  else v128.store(entry(k + 1, k), f64x2.sub(x1, f64x2.mul(own, sum)));
}

/** The last step of a bulge that has reached the bottom: two rows are left of it. */
function finishBulge(m: i32): void {
  const order = 4 * bulges;
  const k = bottom - 2;
  const at = entry(k + 1, k);
  if (k == top - 1) makeFirst(top, m);
  else {
    makeReflector(v128.load(at), v128.load(at + row), f64x2.splat(0));
    v128.store(at, beta);
    v128.store(at + row, f64x2.splat(0));
  }
  const above = max(top, start);
  reflectPairsRight(bottom + 1 - above, entry(above, k + 1), row, 16);
  reflectPairs(min(start + order, bottom) - k, entry(k + 1, k + 1), 16, row);
  if (k >= top) dropIfSmall(k);
  setReflector(w1, w2, f64x2.splat(0));
  note(k);
}

/** Drops entry (k + 1, k) when it is negligible beside what surrounds it. @see Ahues & Tisseur 1997 */
function dropIfSmall(k: i32): void {
  const at = entry(k + 1, k);
  const sub = magnitude(v128.load(at));
  if (sub == 0) return;
  const above = v128.load(at - row);
  const here = v128.load(at, 16);
  let size = magnitude(above) + magnitude(here);
  for (let d = 1; size == 0 && d <= 3; d++) {
    if (k - d >= top) size += magnitude(v128.load(entry(k, k - d)));
    if (k + 1 + d <= bottom) size += magnitude(v128.load(entry(k + 1 + d, k + 1)));
  }
  if (sub > max(TINY, EPSILON * size)) return;
  const up = magnitude(v128.load(at - row, 16));
  if (isNegligible(sub, up, magnitude(here), magnitude(f64x2.sub(above, here)))) v128.store(at, f64x2.splat(0));
}
