import { lapackWasm } from "../generated/lapack.js";
import { Family } from "../wasm/family.js";

/** Factors m×n numbers of contiguous columns; `pivots` are int32. */
type Getf2 = (m: number, n: number, a: number, aCol: number, pivots: number) => void;
/** Factors n×n numbers of contiguous rows; answers the index of the pivot that failed, or −1. */
type Potrf = (n: number, a: number, aRow: number, work: number) => number;

/** m×n or n×n matrices of float32 or float64 numbers of one or two parts; answers the number of the first that something is wrong with, or −1. */
type LuMany = (
  single: boolean,
  parts: number,
  count: number,
  m: number,
  n: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  lu: number,
  order: number,
  work: number,
) => number;
type LuSolveMany = (
  single: boolean,
  parts: number,
  count: number,
  n: number,
  k: number,
  lu: number,
  luStep: number,
  order: number,
  orderStep: number,
  b: number,
  bStep: number,
  bRow: number,
  bCol: number,
  x: number,
) => number;
type LuConditionMany = (
  single: boolean,
  count: number,
  n: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  lu: number,
  luStep: number,
  definite: boolean,
  out: number,
  work: number,
) => void;
type SolveMany = (
  single: boolean,
  count: number,
  n: number,
  k: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  b: number,
  bStep: number,
  bRow: number,
  bCol: number,
  x: number,
  lu: number,
  order: number,
  worst: number,
  work: number,
) => number;
type SolveDefiniteMany = (
  single: boolean,
  count: number,
  n: number,
  k: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  b: number,
  bStep: number,
  bRow: number,
  bCol: number,
  x: number,
  upper: number,
  worst: number,
  work: number,
) => number;
export type SquareMany = (
  single: boolean,
  parts: number,
  count: number,
  n: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  x: number,
  work: number,
) => number;

/** Contiguous vectors; addresses in bytes, strides in elements. */
interface LapackExports {
  f32_dot(n: number, x: number, y: number): number;
  f64_dot(n: number, x: number, y: number): number;
  f32_axpy(n: number, alpha: number, x: number, y: number): void;
  f64_axpy(n: number, alpha: number, x: number, y: number): void;
  f32_scal(n: number, alpha: number, x: number): void;
  f64_scal(n: number, alpha: number, x: number): void;
  f32_rot(n: number, x: number, y: number, c: number, s: number): void;
  f64_rot(n: number, x: number, y: number, c: number, s: number): void;
  f32_swap(n: number, x: number, y: number): void;
  f64_swap(n: number, x: number, y: number): void;
  f32_largest(n: number, x: number): number;
  f64_largest(n: number, x: number): number;
  f32_iamax(n: number, x: number): number;
  f64_iamax(n: number, x: number): number;
  f32_all_finite(m: number, n: number, a: number, row: number): number;
  f64_all_finite(m: number, n: number, a: number, row: number): number;
  f32_sum_of_squares(n: number, x: number): number;
  f64_sum_of_squares(n: number, x: number): number;
  f32_ger(m: number, n: number, alpha: number, x: number, xStep: number, y: number, a: number, aRow: number): void;
  f64_ger(m: number, n: number, alpha: number, x: number, xStep: number, y: number, a: number, aRow: number): void;
  f32_symv(n: number, upper: boolean, alpha: number, a: number, aRow: number, x: number, y: number): void;
  f64_symv(n: number, upper: boolean, alpha: number, a: number, aRow: number, x: number, y: number): void;
  f32_getf2: Getf2;
  f64_getf2: Getf2;
  c64_getf2: Getf2;
  c128_getf2: Getf2;
  f32_potrf: Potrf;
  f64_potrf: Potrf;
  lu_many: LuMany;
  lu_solve_many: LuSolveMany;
  lu_condition_many: LuConditionMany;
  solve_many: SolveMany;
  solve_definite_many: SolveDefiniteMany;
  inv_many: SquareMany;
  cholesky_many: SquareMany;
  /** Distances in bytes. */
  clear_triangle(above: boolean, m: number, n: number, bytes: number, a: number, row: number): void;
  exchange_rows(count: number, pivots: number, bytes: number, a: number, row: number): void;
  exchange_elements(count: number, pivots: number, n: number, bytes: number, a: number, column: number): void;
}

/** What decompositions use beside products of matrices. */
export const lapackFamily: Family<LapackExports> = /* @__PURE__ */ new Family<LapackExports>(lapackWasm, 0);
