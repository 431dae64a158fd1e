import { tridiagonalWasm } from "../generated/tridiagonal.js";
import { Family } from "../wasm/family.js";

/** float64 and complex128, contiguous rows and vectors; addresses in bytes, strides in elements. */
interface TridiagonalExports {
  f64_tridiagonalize(n: number, a: number, aRow: number, out: number, work: number): void;
  tridiagonalize_room(n: number): number;
  c128_tridiagonalize_panel(
    n: number,
    rows: number,
    a: number,
    aRow: number,
    vw: number,
    wv: number,
    row: number,
    out: number,
  ): void;
  f64_form_transposed(n: number, a: number, aRow: number, tau: number, q: number, qRow: number): void;
  c128_form_adjoint(n: number, a: number, aRow: number, tau: number, q: number, qRow: number): void;
  f64_tridiagonal_values(n: number, d: number, e: number): number;
  f64_tridiagonal_vectors(n: number, d: number, e: number, cols: number, z: number, zRow: number, work: number): number;
  tridiagonal_work(n: number): number;
  eigen_many(
    single: boolean,
    count: number,
    n: number,
    first: number,
    chosen: number,
    a: number,
    aStep: number,
    aRow: number,
    aCol: number,
    values: number,
    vectors: number,
    work: number,
  ): number;
  eigen_work(n: number): number;
}

/** The reduction of symmetric matrices to tridiagonal form, and eigenvalues of that. */
export const tridiagonalFamily: Family<TridiagonalExports> = /* @__PURE__ */ new Family<TridiagonalExports>(
  tridiagonalWasm,
  0,
);
