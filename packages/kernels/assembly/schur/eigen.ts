// Eigenvalues and right eigenvectors of small real matrices, as general-eigen.ts of linalg finds them; strides and distances in bytes.

import { hypotenuse, norm } from "../lapack/reflector";
import { axpy, largest, rot, scal } from "../lapack/vectors";
import { balance, hi, leaveAsIs, lo, undoBalance } from "./balance";
import { francis } from "./francis";
import { formBasis, hessenberg } from "./hessenberg";
import { addPair } from "./pair";
import { substitute } from "./substitute";

/** Matrices and vectors of the computation, in rows of `row` bytes: set by `eigenMany`. */
let row: isize = 0;
let H: usize = 0;
let Z: usize = 0;
let X: usize = 0;
let V: usize = 0;
let tau: usize = 0;
let room: usize = 0;
let scale: usize = 0;
let swaps: usize = 0;

/**
 * `count` n×n matrices of numbers T at equal distances; values and, unless `vectors` is 0, vectors in columns of norm 1 are complex
 * numbers of parts T, contiguous. Answers the number of the first matrix whose entries are not finite, or too large or too small to be
 * scaled, or whose iteration does not converge; else −1.
 *
 * @param work room for 4·n·(n + 2) + 4·n numbers
 */
export function eigenMany<T>(
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  balanced: bool,
  values: usize,
  vectors: usize,
  work: usize,
): i32 {
  row = ((n | 1) + 1) << 3;
  H = work;
  Z = H + n * row;
  X = Z + n * row;
  V = X + n * row;
  tau = V + n * row;
  room = tau + (n << 3);
  scale = room + (n << 3);
  swaps = scale + (n << 3);
  const pair = 2 * sizeof<T>();
  for (let i = 0; i < count; i++, a += aStep, values += n * pair) {
    const factor = loadScaled<T>(n, a, aRow, aCol);
    if (factor == 0) return i;
    if (balanced) balance(n, H, row, swaps, scale, V, room);
    else leaveAsIs(n, swaps, scale);
    memory.fill(X, 0, n * row);
    hessenberg(n, H, row, lo, hi, X, row, tau, room);
    if (vectors != 0) formBasis(n, X, row, tau, lo, hi, Z, row);
    if (francis(n, H, row, lo, hi, vectors != 0, vectors == 0 ? 0 : Z, row, n) != 0) return i;
    writeValues<T>(n, 1 / factor, values);
    if (vectors == 0) continue;
    memory.fill(X, 0, n * row);
    substitute(n, H, row, X, row, 0, n);
    toOriginalBasis(n);
    undoBalance(n, V, row, swaps, scale);
    writeVectors<T>(n, vectors);
    vectors += n * n * pair;
  }
  return -1;
}

/** H ← A, multiplied by the power of two that brings its largest entry into [1, 2), which is answered; 0 where there is none. */
function loadScaled<T>(n: i32, a: usize, aRow: isize, aCol: isize): f64 {
  let best: f64 = 0;
  for (let i = 0; i < n; i++, a += aRow) {
    const to = H + i * row;
    for (let j = 0, at = a; j < n; j++, at += aCol) store<f64>(to + (j << 3), <f64>load<T>(at));
    best = max(best, largest<f64>(n, to));
  }
  if (best == 0) return 1;
  const exponent = <i32>(reinterpret<u64>(best) >>> 52) - 1023;
  if (exponent < -1000 || exponent > 1000) return 0;
  const factor = reinterpret<f64>((<u64>(1023 - exponent)) << 52);
  if (factor != 1) for (let i = 0; i < n; i++) scal<f64>(n, factor, H + i * row);
  return factor;
}

/** Whether a 2×2 block begins at k. */
function isPair(n: i32, k: i32): bool {
  return k + 1 < n && load<f64>(H + (k + 1) * row + (k << 3)) != 0;
}

function writeValues<T>(n: i32, unscale: f64, values: usize): void {
  const pair = 2 * sizeof<T>();
  for (let k = 0; k < n; k++, values += pair) {
    const at = H + k * (row + 8);
    const re = <T>(unscale * load<f64>(at));
    store<T>(values, re);
    store<T>(values, <T>0, sizeof<T>());
    if (!isPair(n, k)) continue;
    const im = <T>(unscale * (sqrt(abs(load<f64>(at, 8))) * sqrt(abs(load<f64>(at + row)))));
    store<T>(values, im, sizeof<T>());
    values += pair;
    store<T>(values, re);
    store<T>(values, 0 - im, sizeof<T>());
    k++;
  }
}

/** Rows of V ← X·Z, of which row k of X has entries up to k + 1. */
function toOriginalBasis(n: i32): void {
  for (let k = 0; k < n; k++) {
    const to = V + k * row;
    const x = X + k * row;
    memory.fill(to, 0, n << 3);
    const used = min(n, k + 2);
    let j = 0;
    for (let at = Z; j < used - 1; j += 2, at += 2 * row) {
      addPair(n, load<f64>(x + (j << 3)), at, load<f64>(x + (j << 3), 8), at + row, to);
    }
    if (j < used) axpy<f64>(n, load<f64>(x + (j << 3)), Z + j * row, to);
  }
}

/** Columns of norm 1, the largest entry of a complex one real. */
function writeVectors<T>(n: i32, vectors: usize): void {
  const pair = 2 * sizeof<T>();
  const line = n * pair;
  for (let k = 0; k < n; k++) {
    const x = V + k * row;
    const y = x + row;
    const to = vectors + k * pair;
    if (isPair(n, k)) {
      normalizePair(n, x, y);
      for (let j = 0, at = to; j < n; j++, at += line) {
        const re = <T>load<f64>(x + (j << 3));
        const im = <T>load<f64>(y + (j << 3));
        store<T>(at, re);
        store<T>(at, im, sizeof<T>());
        store<T>(at, re, 2 * sizeof<T>());
        store<T>(at, 0 - im, 3 * sizeof<T>());
      }
      k++;
    } else {
      scal<f64>(n, 1 / norm(n, x), x);
      for (let j = 0, at = to; j < n; j++, at += line) {
        store<T>(at, <T>load<f64>(x + (j << 3)));
        store<T>(at, <T>0, sizeof<T>());
      }
    }
  }
}

/** Rows x and y, the parts of a complex vector, to norm 1 and the largest entry real. */
function normalizePair(n: i32, x: usize, y: usize): void {
  const inverse = 1 / hypotenuse(norm(n, x), norm(n, y));
  scal<f64>(n, inverse, x);
  scal<f64>(n, inverse, y);
  let best: usize = 0;
  let size: f64 = -1;
  for (let j: usize = 0; j < <usize>(n << 3); j += 8) {
    const square = load<f64>(x + j) * load<f64>(x + j) + load<f64>(y + j) * load<f64>(y + j);
    if (square <= size) continue;
    size = square;
    best = j;
  }
  if (load<f64>(y + best) == 0) return;
  const length = sqrt(size);
  rot<f64>(n, x, y, load<f64>(x + best) / length, load<f64>(y + best) / length);
  store<f64>(y + best, 0);
}
