import { gemmWasm } from "../generated/gemm.js";
import { Family } from "./family.js";

/** `bytes` of a number are 4 or 8. Addresses in bytes, strides in elements, any; `work` is memory of this thread alone. */
interface GemmExports {
  gemm(
    bytes: number,
    count: number,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aCol: number,
    aStep: number,
    b: number,
    bRow: number,
    bCol: number,
    bStep: number,
    beta: number,
    c: number,
    cRow: number,
    cCol: number,
    cStep: number,
    work: number,
  ): void;
  gemv(
    bytes: number,
    m: number,
    n: number,
    alpha: number,
    a: number,
    aRow: number,
    aCol: number,
    x: number,
    xStride: number,
    beta: number,
    y: number,
    yStride: number,
    work: number,
  ): void;
  /** Rows of complex numbers, and of i times them, in turn, each of `oRow` numbers; `bytes` of a part. */
  turned(bytes: number, m: number, n: number, x: number, xRow: number, xCol: number, o: number, oRow: number): void;
  gemm_tile(plan: number, tile: number, work: number): void;
}

/** Products of matrices, and of a matrix and a vector. */
export const gemmFamily: Family<GemmExports> = /* @__PURE__ */ new Family<GemmExports>(gemmWasm, 0);
