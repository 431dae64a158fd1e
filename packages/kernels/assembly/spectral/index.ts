import { rotateChains } from "./chains";
import { secularRoots } from "./roots";
import { loewner, secularVectors } from "./secular";
import { singularLoewner, singularVectors } from "./singular";

// float64 only; addresses in bytes, strides in elements.

export function f64_rotate_chains(n: i32, chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  rotateChains(n, chains, count, pairs, z, zRow << 3);
}

/** Of squares of poles and roots, or of themselves. */
export function f64_secular_roots(
  n: i32,
  squares: bool,
  inverseRho: f64,
  poles: usize,
  weights: usize,
  deltas: usize,
  deltaRow: isize,
  roots: usize,
): void {
  secularRoots(n, squares, inverseRho, poles, weights, deltas, deltaRow << 3, roots);
}

export function f64_loewner(n: i32, poles: usize, delta: usize, deltaRow: isize, z: usize): void {
  loewner(n, poles, delta, deltaRow << 3, z);
}

export function f64_secular_vectors(
  n: i32,
  z: usize,
  delta: usize,
  deltaRow: isize,
  order: usize,
  scratch: usize,
): void {
  secularVectors(n, z, delta, deltaRow << 3, order, scratch);
}

export function f64_singular_loewner(n: i32, poles: usize, delta: usize, deltaRow: isize, z: usize): void {
  singularLoewner(n, poles, delta, deltaRow << 3, z);
}

export function f64_singular_vectors(
  n: i32,
  z: usize,
  poles: usize,
  order: usize,
  scratch: usize,
  delta: usize,
  deltaRow: isize,
  left: usize,
  leftRow: isize,
): void {
  singularVectors(n, z, poles, order, scratch, delta, deltaRow << 3, left, leftRow << 3);
}

/** Row i of `to` ← row `rows[i]` (int32) of `from`, `bytes` of it; distances in bytes. */
export function gather_rows(
  count: i32,
  rows: usize,
  bytes: i32,
  from: usize,
  fromRow: isize,
  to: usize,
  toRow: isize,
): void {
  for (; count > 0; count--, rows += 4, to += toRow) memory.copy(to, from + load<i32>(rows) * fromRow, bytes);
}
