import { bidiagonalWasm } from "../generated/bidiagonal.js";
import { Family } from "../wasm/family.js";

/** float64, contiguous rows and vectors; addresses in bytes, strides in elements. */
interface BidiagonalExports {
  f64_bidiagonalize(
    m: number,
    n: number,
    a: number,
    aRow: number,
    out: number,
    q: number,
    qRow: number,
    p: number,
    pRow: number,
  ): void;
  f64_bidiagonalize_panel(
    m: number,
    n: number,
    count: number,
    a: number,
    aRow: number,
    left: number,
    leftRow: number,
    right: number,
    rightRow: number,
    out: number,
    q: number,
    qRow: number,
    p: number,
    pRow: number,
  ): void;
  f64_apply_reflectors(
    rows: number,
    count: number,
    m: number,
    shift: number,
    v: number,
    vRow: number,
    tau: number,
    c: number,
    cRow: number,
  ): void;
  f64_diagonalize(n: number, d: number, e: number, u: number, uRow: number, v: number, vRow: number): number;
}

/** The singular value decomposition of small matrices. */
export const bidiagonalFamily: Family<BidiagonalExports> = /* @__PURE__ */ new Family<BidiagonalExports>(
  bidiagonalWasm,
  0,
);
