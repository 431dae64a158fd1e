import { reflectColumns, reflectRows } from "./reflect";

/** Squares between these bounds neither overflow nor lose digits to underflow when three of them are added: 2^±480. */
const SMALL: f64 = 3.2033683850132295e-145;
const LARGE: f64 = 3.1217485503159922e144;

/** The last reflector made, I − τ·v·vᵀ with v = (1, v2, v3), and what it leaves of its vector. */
let beta: f64 = 0;
let tau: f64 = 0;
let v2: f64 = 0;
let v3: f64 = 0;

/** The reflector that takes (a, b, c) to (β, 0, 0). */
function reflector(a: f64, b: f64, c: f64): void {
  const tail = abs(b) + abs(c);
  if (tail == 0) {
    beta = a;
    tau = 0;
    v2 = 0;
    v3 = 0;
    return;
  }
  const largest = max(tail, abs(a));
  let norm: f64;
  if (largest > SMALL && largest < LARGE) norm = sqrt(a * a + b * b + c * c);
  else {
    const p = a / largest;
    const q = b / largest;
    const r = c / largest;
    norm = largest * sqrt(p * p + q * q + r * r);
  }
  beta = a >= 0 ? -norm : norm;
  const d = a - beta;
  tau = -d / beta;
  v2 = b / d;
  v3 = c / d;
}

/** n pairs, `step` bytes apart, their elements `stride` bytes apart ← (I − τ·v·vᵀ)·pairs. */
function reflectPairs(n: i32, x: usize, step: isize, stride: isize): void {
  const t2 = tau * v2;
  for (; n > 0; n--, x += step) {
    const y = x + stride;
    const s = load<f64>(x) + v2 * load<f64>(y);
    store<f64>(x, load<f64>(x) - s * tau);
    store<f64>(y, load<f64>(y) - s * t2);
  }
}

/**
 * One sweep of Francis' double-shift QR on rows and columns [from, bottom] of a Hessenberg matrix: (a, b, c) is the first
 * reflector's vector. Columns up to `right` and rows from `above` are transformed, and the rows of z, unless it is 0.
 * `begun`: an entry left of the first row was found negligible and is kept up. Strides in bytes.
 */
export function francisSweep(
  h: usize,
  row: isize,
  from: i32,
  bottom: i32,
  begun: bool,
  above: i32,
  right: i32,
  z: usize,
  zRow: isize,
  zCols: i32,
  a: f64,
  b: f64,
  c: f64,
): void {
  const top = h + above * row;
  for (let k = from; k < bottom; k++) {
    const at = h + k * row + k * 8;
    const two = k == bottom - 1;
    if (k > from) reflector(load<f64>(at - 8), load<f64>(at + row - 8), two ? 0 : load<f64>(at + 2 * row - 8));
    else reflector(a, b, c);
    if (k > from) {
      store<f64>(at - 8, beta);
      store<f64>(at + row - 8, 0);
      if (!two) store<f64>(at + 2 * row - 8, 0);
    } else if (begun) store<f64>(at - 8, load<f64>(at - 8) * (1 - tau));
    if (two) {
      reflectPairs(right - k, at, 8, row);
      reflectPairs(bottom + 1 - above, top + k * 8, row, 8);
      if (z != 0) reflectPairs(zCols, z + k * zRow, 8, zRow);
    } else {
      reflectRows<f64>(right - k, at, row, tau, v2, v3);
      reflectColumns<f64>(min(k + 3, bottom) + 1 - above, top + k * 8, row, tau, v2, v3);
      if (z != 0) reflectRows<f64>(zCols, z + k * zRow, zRow, tau, v2, v3);
    }
  }
}
