import { scale } from "../gemm/scale";
import { factorCholesky } from "./cholesky";
import { factorLu } from "./lu";
import { norm1 } from "./norm";
import { multiply } from "./product";
import { solve } from "./solve";

// Complex numbers of two parts of `bytes`, 4 or 8. Addresses in bytes, strides in elements.

/** C ← α·A·B + β·C for real α and β, with the conjugates of A or of B on request. `work`: see `src/lapack/complex-product.ts`. */
export function product(
  bytes: i32,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  conjugateA: bool,
  b: usize,
  bRow: isize,
  bCol: isize,
  conjugateB: bool,
  beta: f64,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  const z = 2 * bytes;
  const add = beta != 0;
  if (k == 0 || add) {
    scale(bytes, m, n, beta, c, cRow * z, cCol * z);
    scale(bytes, m, n, beta, c + bytes, cRow * z, cCol * z);
  }
  if (k == 0) return;
  if (bytes == 8) {
    store<f64>(work, alpha);
    multiply<f64>(
      m,
      n,
      k,
      a,
      aRow * z,
      aCol * z,
      conjugateA,
      b,
      bRow * z,
      bCol * z,
      conjugateB,
      add,
      c,
      cRow * z,
      cCol * z,
      work,
    );
    return;
  }
  store<f32>(work, <f32>alpha);
  multiply<f32>(
    m,
    n,
    k,
    a,
    aRow * z,
    aCol * z,
    conjugateA,
    b,
    bRow * z,
    bCol * z,
    conjugateB,
    add,
    c,
    cRow * z,
    cCol * z,
    work,
  );
}

/** B ← T⁻¹·B for a triangle T of k rows, conjugated on request, and B, k×n, of contiguous rows. */
export function solve_triangle(
  bytes: i32,
  k: i32,
  n: i32,
  upper: bool,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
  work: usize,
): void {
  const z = 2 * bytes;
  if (bytes == 8) {
    store<f64>(work, -1);
    solve<f64>(k, n, upper, unit, conjugate, t, tRow * z, tCol * z, b, bRow * z, work);
    return;
  }
  store<f32>(work, -1);
  solve<f32>(k, n, upper, unit, conjugate, t, tRow * z, tCol * z, b, bRow * z, work);
}

/** P·A = L·U for m×n numbers, m ≥ n, of contiguous rows; `pivots` are n int32, `panel` 16·m numbers and 1 KiB. */
export function factor_lu(
  bytes: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  pivots: usize,
  panel: usize,
  work: usize,
): void {
  if (bytes == 8) {
    store<f64>(work, -1);
    factorLu<f64>(m, n, a, aRow << 4, pivots, panel, work);
  } else {
    store<f32>(work, -1);
    factorLu<f32>(m, n, a, aRow << 3, pivots, panel, work);
  }
}

/** The largest sum of magnitudes of a column, for m×n numbers of contiguous rows; `work` has room for n float64. */
export function norm_1(bytes: i32, m: i32, n: i32, a: usize, aRow: isize, work: usize): f64 {
  return bytes == 8 ? norm1<f64>(m, n, a, aRow << 4, work) : norm1<f32>(m, n, a, aRow << 3, work);
}

/** A = Uᴴ·U for n×n numbers of contiguous rows; the index of the pivot that failed, or −1. */
export function factor_cholesky(bytes: i32, n: i32, a: usize, aRow: isize, work: usize): i32 {
  if (bytes == 8) {
    store<f64>(work, -1);
    return factorCholesky<f64>(n, a, aRow << 4, work);
  }
  store<f32>(work, -1);
  return factorCholesky<f32>(n, a, aRow << 3, work);
}
