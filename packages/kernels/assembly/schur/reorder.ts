// Exchanges of diagonal blocks of a real Schur form; float64, strides in bytes.

import { hypotenuse } from "../lapack/reflector";
import { rot } from "../lapack/vectors";
import { EPSILON, TINY } from "./negligible";
import { reflectColumns, reflectRows } from "./reflect";
import { makeReflector, tau, v2, v3 } from "./reflector";
import { rotateColumns, standardize } from "./standardize";
import { sylvester } from "./sylvester";

/** What is reordered: set by `moveBlockUp`, so that exchanges take few arguments. */
let order: i32 = 0;
let T: usize = 0;
let row: isize = 0;
let Z: usize = 0;
let zRow: isize = 0;
let zCols: i32 = 0;
/** A copy of the blocks to be exchanged, 4×4, on which it is tried first; and the solution of their Sylvester equation. */
let D: usize = 0;
let X: usize = 0;
let work: usize = 0;

/**
 * Moves the diagonal block at row `from` of an n×n T up to row `to`, past the blocks between. The rows of z, unless it is 0, are
 * transformed as those of T. Answers where it ended: below `to` when an exchange would have changed eigenvalues by more than
 * rounding.
 *
 * @param room for 44 numbers
 * @see LAPACK dtrexc
 */
export function moveBlockUp(
  n: i32,
  t: usize,
  tRow: isize,
  z: usize,
  zStride: isize,
  zLength: i32,
  from: i32,
  to: i32,
  room: usize,
): i32 {
  order = n;
  T = t;
  row = tRow;
  Z = z;
  zRow = zStride;
  zCols = zLength;
  D = room;
  X = D + 128;
  work = X + 32;
  let here = from;
  while (here > to) {
    const above = here >= 2 && load<f64>(entry(here - 1, here - 2)) != 0 ? 2 : 1;
    const own = here + 1 < n && load<f64>(entry(here + 1, here)) != 0 ? 2 : 1;
    if (!exchangeBlocks(here - above, above, own)) return here;
    here -= above;
  }
  return here;
}

/** Address of entry (i, j). @inline */
function entry(i: i32, j: i32): usize {
  return T + i * row + (j << 3);
}

/**
 * Exchanges the adjacent diagonal blocks of orders n1 and n2 at row j; or changes nothing, and answers false, when they are too close
 * for it.
 *
 * @see LAPACK dlaexc; Bai & Demmel 1993
 */
function exchangeBlocks(j: i32, n1: i32, n2: i32): bool {
  if (n1 == 1 && n2 == 1) return exchangeNumbers(j);
  const n = n1 + n2;
  let largest: f64 = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const x = load<f64>(entry(j + r, j + c));
      store<f64>(D + ((4 * r + c) << 3), x);
      largest = max(largest, abs(x));
    }
  }
  sylvester(n1, n2, D, max(TINY, EPSILON * largest), X, work);
  const limit = max(TINY, 10 * EPSILON * largest);
  if (n1 == 1) return exchangeNumberAndBlock(j, limit);
  return n2 == 1 ? exchangeBlockAndNumber(j, limit) : exchangeTwoBlocks(j, limit);
}

function exchangeNumbers(j: i32): bool {
  const at = entry(j, j);
  const next = at + row;
  const a = load<f64>(at);
  const b = load<f64>(at, 8);
  const d = load<f64>(next, 8);
  const length = hypotenuse(b, d - a);
  if (length == 0) return true;
  const c = b / length;
  const s = (d - a) / length;
  rot<f64>(order - j, at, next, c, s);
  rotateColumns(j + 2, entry(0, j), row, c, s);
  store<f64>(at, d);
  store<f64>(next, a, 8);
  store<f64>(next, 0);
  if (Z != 0) rot<f64>(zCols, Z + j * zRow, Z + (j + 1) * zRow, c, s);
  return true;
}

/** (1, x₁, x₂) is taken to (0, 0, ∗): the number goes below the block. */
function exchangeNumberAndBlock(j: i32, limit: f64): bool {
  const number = load<f64>(D);
  // the reflector of (x₂, x₁, 1) backwards, its vector scaled to begin with 1
  makeReflector(load<f64>(X, 8), load<f64>(X), 1);
  const p = v2 / v3;
  const q = 1 / v3;
  const t = tau * v3 * v3;
  tryReflector(3, 0, t, p, q);
  if (!(max(max(sizeOf(8), sizeOf(9)), abs(load<f64>(D, 80) - number)) <= limit)) return false;
  applyReflector(j, j + 3, j, t, p, q);
  store<f64>(entry(j + 2, j), 0);
  store<f64>(entry(j + 2, j + 1), 0);
  store<f64>(entry(j + 2, j + 2), number);
  standardizeBlock(j);
  return true;
}

/** (−x₁, −x₂, 1) is taken to (∗, 0, 0): the number goes above the block. */
function exchangeBlockAndNumber(j: i32, limit: f64): bool {
  const number = load<f64>(D, 80);
  makeReflector(-load<f64>(X), -load<f64>(X, 8), 1);
  const t = tau;
  const p = v2;
  const q = v3;
  tryReflector(3, 0, t, p, q);
  if (!(max(max(sizeOf(4), sizeOf(8)), abs(load<f64>(D) - number)) <= limit)) return false;
  applyReflector(j, j + 3, j, t, p, q);
  store<f64>(entry(j, j), number);
  store<f64>(entry(j + 1, j), 0);
  store<f64>(entry(j + 2, j), 0);
  standardizeBlock(j + 1);
  return true;
}

/** Both columns of (−X; I) are taken to the first two unit vectors' space. */
function exchangeTwoBlocks(j: i32, limit: f64): bool {
  makeReflector(-load<f64>(X), -load<f64>(X, 16), 1);
  const t = tau;
  const p = v2;
  const q = v3;
  const s = -t * (load<f64>(X, 8) + p * load<f64>(X, 24));
  makeReflector(-s * p - load<f64>(X, 24), -s * q, 1);
  const t2 = tau;
  const p2 = v2;
  const q2 = v3;
  tryReflector(4, 0, t, p, q);
  tryReflector(4, 1, t2, p2, q2);
  if (!(max(max(sizeOf(8), sizeOf(9)), max(sizeOf(12), sizeOf(13))) <= limit)) return false;
  applyReflector(j, j + 4, j, t, p, q);
  applyReflector(j + 1, j + 4, j, t2, p2, q2);
  for (let r = j + 2; r < j + 4; r++) for (let c = j; c < j + 2; c++) store<f64>(entry(r, c), 0);
  standardizeBlock(j);
  standardizeBlock(j + 2);
  return true;
}

/** Magnitude of number k of the copy. */
function sizeOf(k: i32): f64 {
  return abs(load<f64>(D + (k << 3)));
}

/** The similarity on the copy: n×n, rows and columns k, k + 1 and k + 2. */
function tryReflector(n: i32, k: i32, t: f64, p: f64, q: f64): void {
  reflectRows<f64>(n, D + k * 32, 32, t, p, q);
  reflectColumns<f64>(n, D + (k << 3), 32, t, p, q);
}

/** The similarity on T, of which rows up to `rows` and columns from `from` are touched, and on Z. */
function applyReflector(k: i32, rows: i32, from: i32, t: f64, p: f64, q: f64): void {
  reflectRows<f64>(order - from, entry(k, from), row, t, p, q);
  reflectColumns<f64>(rows, entry(0, k), row, t, p, q);
  if (Z != 0) reflectRows<f64>(zCols, Z + k * zRow, zRow, t, p, q);
}

function standardizeBlock(j: i32): void {
  standardize(order, T, row, j, true, Z, zRow, zCols);
}
