import { rot } from "../lapack/vectors";
import * as block from "./standard-block";

/**
 * Brings the 2×2 block at j of an n×n matrix into standard form: columns j + 2 … n − 1 and rows up to j are rotated along where `whole`,
 * and the rows of z unless it is 0. Strides in bytes.
 */
export function standardize(
  n: i32,
  h: usize,
  row: isize,
  j: i32,
  whole: bool,
  z: usize,
  zRow: isize,
  zCols: i32,
): void {
  const at = h + j * row + (j << 3);
  const below = at + row;
  block.makeBlock(load<f64>(at), load<f64>(at, 8), load<f64>(below), load<f64>(below, 8));
  store<f64>(at, block.a);
  store<f64>(at, block.b, 8);
  store<f64>(below, block.c);
  store<f64>(below, block.d, 8);
  const cos = block.cos;
  const sin = block.sin;
  if (whole) {
    rot<f64>(n - j - 2, at + 16, below + 16, cos, sin);
    rotateColumns(j, h + (j << 3), row, cos, sin);
  }
  if (z != 0) rot<f64>(zCols, z + j * zRow, z + (j + 1) * zRow, cos, sin);
}

/** m rows of two numbers x, y ← c·x + s·y, c·y − s·x. */
export function rotateColumns(m: i32, x: usize, row: isize, c: f64, s: f64): void {
  for (; m > 0; m--, x += row) {
    const p = load<f64>(x);
    const q = load<f64>(x, 8);
    store<f64>(x, c * p + s * q);
    store<f64>(x, c * q - s * p, 8);
  }
}
