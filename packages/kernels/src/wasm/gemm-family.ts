import { gemmWasm } from "../generated/gemm.js";
import { Family } from "./family.js";

/** Addresses in bytes, strides in elements, any; `work` is memory of this thread alone. */
interface GemmExports {
  f32_gemm: GemmBlock;
  f64_gemm: GemmBlock;
  f32_gemm_batch: BatchBlock;
  f64_gemm_batch: BatchBlock;
  f32_gemv: GemvBlock;
  f64_gemv: GemvBlock;
  /** Rows of complex numbers, and of i times them, in turn. */
  c64_turned: Turned;
  c128_turned: Turned;
  gemm_tile(plan: number, tile: number, work: number): void;
}
type GemmBlock = (
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: number,
  aRow: number,
  aCol: number,
  b: number,
  bRow: number,
  bCol: number,
  beta: number,
  c: number,
  cRow: number,
  cCol: number,
  work: number,
) => void;
type BatchBlock = (
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
) => void;
type GemvBlock = (
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
) => void;

type Turned = (k: number, n: number, b: number, bRow: number, bCol: number, to: number) => void;

/** Products of matrices, and of a matrix and a vector. */
export const gemmFamily: Family<GemmExports> = /* @__PURE__ */ new Family<GemmExports>(gemmWasm, 0);
