import { reflectColumns, reflectRows } from "./reflect";
import { EPSILON, TINY } from "./negligible";
import { beta, makeReflector, reflectPairs, tau, v2, v3 } from "./reflector";

/** Numbers of a bulge's state: its two shifts (re, im, re, im) and its last reflector (τ, v2, v3). */
const STATE = 7 * 8;

/** What a chain works on: set by `bulgeChain`, so that steps take few arguments. */
let H: usize = 0;
let row: isize = 0;
let U: usize = 0;
let uRow: isize = 0;
let states: usize = 0;
let bulges: i32 = 0;
let top: i32 = 0;
let bottom: i32 = 0;
let start: i32 = 0;

/**
 * One window of a multishift QR sweep on rows and columns [top, bottom] of a Hessenberg matrix: a chain of bulges moves down from
 * row `start`, by twice their number; U, of order 4·bulges, takes its reflectors. Strides in bytes.
 *
 * @see LAPACK dlaqr5
 */
export function bulgeChain(
  h: usize,
  hRow: isize,
  u: usize,
  uStride: isize,
  state: usize,
  count: i32,
  first: i32,
  last: i32,
  from: i32,
): void {
  H = h;
  row = hRow;
  U = u;
  uRow = uStride;
  states = state;
  bulges = count;
  top = first;
  bottom = last;
  start = from;
  const end = min(start + 2 * bulges - 1, bottom - 2);
  for (let at = start; at <= end; at++) advance(at);
}

/** Address of entry (i, j). */
function entry(i: i32, j: i32): usize {
  return H + i * row + j * 8;
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
    reflectRows<f64>(right - from, entry(k + 1, from), row, tau, v2, v3);
  }
  const to = min(order, at + 2 * last - start + 5);
  for (let m = last; m >= above; m--) {
    recall(m);
    const i = at + 2 * m - start;
    const from = max(max(0, top - start - 1), 2 * m);
    reflectRows<f64>(to - from, U + i * uRow + from * 8, uRow, tau, v2, v3);
  }
}

/** The last reflector of bulge m becomes the current one. */
function recall(m: i32): void {
  const s = states + m * STATE;
  set(load<f64>(s, 32), load<f64>(s, 40), load<f64>(s, 48));
}

function set(t: f64, p: f64, q: f64): void {
  tau = t;
  v2 = p;
  v3 = q;
}

/** The next reflector of bulge m, applied from the right, and from the left to the column that it clears next. */
function moveBulge(m: i32, k: i32): void {
  if (k == top - 1) makeFirst(top, m);
  else stepBulge(m, k);
  const s = states + m * STATE;
  store<f64>(s, tau, 32);
  store<f64>(s, v2, 40);
  store<f64>(s, v3, 48);
  const above = max(top, start);
  reflectColumns<f64>(min(bottom, k + 3) + 1 - above, entry(above, k + 1), row, tau, v2, v3);
  const p = entry(k + 1, k + 1);
  const sum = tau * (load<f64>(p) + v2 * load<f64>(p + row) + v3 * load<f64>(p + 2 * row));
  store<f64>(p, load<f64>(p) - sum);
  store<f64>(p + row, load<f64>(p + row) - sum * v2);
  store<f64>(p + 2 * row, load<f64>(p + 2 * row) - sum * v3);
  if (k >= top) dropIfSmall(k);
}

/** The reflector of the first column of (H − s₁)(H − s₂) for the rows from r on, scaled. @see LAPACK dlaqr1 */
function makeFirst(r: i32, m: i32): void {
  const s = states + m * STATE;
  const re1 = load<f64>(s);
  const im1 = load<f64>(s, 8);
  const re2 = load<f64>(s, 16);
  const im2 = load<f64>(s, 24);
  const at = entry(r, r);
  const three = r + 2 <= bottom;
  const h11 = load<f64>(at);
  const h22 = load<f64>(at + row, 8);
  const h21 = load<f64>(at + row);
  const h31 = three ? load<f64>(at + 2 * row) : 0;
  const scale = abs(h11 - re2) + abs(im2) + abs(h21) + abs(h31);
  if (scale == 0) {
    makeReflector(0, 0, 0);
    return;
  }
  const p = h21 / scale;
  const q = h31 / scale;
  let a = (h11 - re1) * ((h11 - re2) / scale) - im1 * (im2 / scale) + load<f64>(at, 8) * p;
  let b = p * (h11 + h22 - re1 - re2);
  let c: f64 = 0;
  if (three) {
    a += load<f64>(at, 16) * q;
    b += load<f64>(at + row, 16) * q;
    c = q * (h11 + load<f64>(at + 2 * row, 16) - re1 - re2) + p * load<f64>(at + 2 * row, 8);
  }
  makeReflector(a, b, c);
}

/** Brings column k to its last rows' state, and makes the reflector that clears it. A collapsed bulge is begun anew. */
function stepBulge(m: i32, k: i32): void {
  recall(m);
  const low = entry(k + 3, k);
  const s = v3 * load<f64>(low, 16) * tau;
  store<f64>(low, -s);
  store<f64>(low, -s * v2, 8);
  store<f64>(low, load<f64>(low, 16) - s * v3, 16);
  const at = entry(k + 1, k);
  const x1 = load<f64>(at);
  const x2 = load<f64>(at + row);
  makeReflector(x1, x2, load<f64>(low));
  const collapsed = load<f64>(low) == 0 && load<f64>(low, 8) == 0 && load<f64>(low, 16) != 0;
  store<f64>(at, beta);
  store<f64>(at + row, 0);
  store<f64>(low, 0);
  if (!collapsed) return;
  const oldTau = tau;
  const old2 = v2;
  const old3 = v3;
  makeFirst(k + 1, m);
  const reach = tau * (x1 + v2 * x2);
  const size = abs(load<f64>(entry(k, k))) + abs(load<f64>(entry(k + 1, k + 1))) + abs(load<f64>(entry(k + 2, k + 2)));
  if (abs(x2 - reach * v2) + abs(reach * v3) > EPSILON * size) set(oldTau, old2, old3);
  else store<f64>(at, x1 - reach);
}

/** The last step of a bulge that has reached the bottom: two rows are left of it. */
function finishBulge(m: i32): void {
  const order = 4 * bulges;
  const k = bottom - 2;
  const at = entry(k + 1, k);
  if (k == top - 1) makeFirst(top, m);
  else {
    makeReflector(load<f64>(at), load<f64>(at + row), 0);
    store<f64>(at, beta);
    store<f64>(at + row, 0);
  }
  const above = max(top, start);
  reflectPairs(bottom + 1 - above, entry(above, k + 1), row, 8);
  reflectPairs(min(start + order, bottom) - k, entry(k + 1, k + 1), 8, row);
  if (k >= top) dropIfSmall(k);
  reflectPairs(order, U + (k - start) * uRow, 8, uRow);
}

/** Drops entry (k + 1, k) when it is negligible beside what surrounds it. @see Ahues & Tisseur 1997 */
function dropIfSmall(k: i32): void {
  const at = entry(k + 1, k);
  const sub = abs(load<f64>(at));
  if (sub == 0) return;
  const above = load<f64>(at - row);
  const here = load<f64>(at, 8);
  let size = abs(above) + abs(here);
  for (let d = 1; size == 0 && d <= 3; d++) {
    if (k - d >= top) size += abs(load<f64>(entry(k, k - d)));
    if (k + 1 + d <= bottom) size += abs(load<f64>(entry(k + 1 + d, k + 1)));
  }
  if (sub > max(TINY, EPSILON * size)) return;
  const up = abs(load<f64>(at - row, 8));
  const difference = abs(above - here);
  const a = max(abs(here), difference);
  const b = min(abs(here), difference);
  const scale = a + max(sub, up);
  const bound = EPSILON * (b * (a / scale));
  if (bound == 0 || min(sub, up) * (max(sub, up) / scale) <= max(TINY, bound)) store<f64>(at, 0);
}
