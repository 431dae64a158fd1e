import { cmatrixWasm } from "../generated/cmatrix.js";
import { Family } from "../wasm/family.js";

/** Complex numbers of parts of 4 or 8 `bytes`; addresses in bytes, strides in elements; `work` is memory for one call. */
interface CmatrixExports {
  product(
    bytes: number,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aCol: number,
    conjugateA: boolean,
    b: number,
    bRow: number,
    bCol: number,
    conjugateB: boolean,
    beta: number,
    c: number,
    cRow: number,
    cCol: number,
    work: number,
  ): void;
  solve_triangle(
    bytes: number,
    k: number,
    n: number,
    upper: boolean,
    unit: boolean,
    conjugate: boolean,
    t: number,
    tRow: number,
    tCol: number,
    b: number,
    bRow: number,
    work: number,
  ): void;
  factor_lu(
    bytes: number,
    m: number,
    n: number,
    a: number,
    aRow: number,
    pivots: number,
    panel: number,
    work: number,
  ): void;
  factor_cholesky(bytes: number, n: number, a: number, aRow: number, work: number): number;
  norm_1(bytes: number, m: number, n: number, a: number, aRow: number, work: number): number;
}

/** Products of complex matrices and their conjugates, and triangles of them. */
export const cmatrixFamily: Family<CmatrixExports> = /* @__PURE__ */ new Family<CmatrixExports>(cmatrixWasm, 0);
