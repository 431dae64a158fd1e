import { rotateChains } from "./chains";
import { loewner, secularSums, secularVectors, shift } from "./secular";
import { singularLoewner, singularVectors, squareDifferences } from "./singular";

// float64 only; addresses in bytes, strides in elements.

export function f64_rotate_chains(n: i32, chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  rotateChains(n, chains, count, pairs, z, zRow << 3);
}

export function f64_shift(n: i32, c: f64, x: usize, y: usize): void {
  shift(n, c, x, y);
}

export function f64_secular_sums(n: i32, split: i32, tau: f64, delta: usize, weights: usize, out: usize): void {
  secularSums(split, tau, delta, weights, out);
  secularSums(n - split, tau, delta + (split << 3), weights + (split << 3), out + 16);
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

export function f64_square_differences(n: i32, c: f64, d: usize, y: usize): void {
  squareDifferences(n, c, d, y);
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
