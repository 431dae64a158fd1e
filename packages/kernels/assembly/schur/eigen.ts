// Eigenvalues and right eigenvectors of small real matrices, as general-eigen.ts of linalg finds them; strides and distances in bytes.

import { hypotenuse, norm } from "../lapack/reflector";
import { axpy, rot, scal } from "../lapack/vectors";
import { isPair, writeValues } from "./values";
import { balance, hi, leaveAsIs, lo, undoBalance } from "./balance";
import { francis } from "./francis";
import { formBasis, hessenberg } from "./hessenberg";
import { addPair } from "./pair";
import { loadScaled } from "./load-scaled";
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
    const factor = loadScaled<T>(n, a, aRow, aCol, H, row);
    if (factor == 0) return i;
    if (balanced) balance(n, H, row, swaps, scale, V, room);
    else leaveAsIs(n, swaps, scale);
    memory.fill(X, 0, n * row);
    hessenberg(n, H, row, lo, hi, X, row, tau, room);
    if (vectors != 0) formBasis(n, X, row, tau, lo, hi, Z, row);
    if (francis(n, H, row, lo, hi, vectors != 0, vectors == 0 ? 0 : Z, row, n) != 0) return i;
    writeValues<T>(n, H, row, 1 / factor, values);
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
    if (isPair(n, H, row, k)) {
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
