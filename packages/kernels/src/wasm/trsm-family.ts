import { trsmWasm } from "../generated/trsm.js";
import { Family } from "./family.js";

/** Small triangular T (k×k) and B (k×n) with contiguous rows; addresses in bytes, strides in elements. */
interface TrsmExports {
  f32_trsm: TrsmBlock;
  f64_trsm: TrsmBlock;
  c64_trsm: TrsmBlock;
  c128_trsm: TrsmBlock;
  /** A real triangle of any size; `work` is memory of this thread alone. */
  trsm_halves(
    k: number,
    n: number,
    bytes: number,
    alpha: number,
    upper: boolean,
    unit: boolean,
    t: number,
    tRow: number,
    tCol: number,
    b: number,
    bRow: number,
    work: number,
  ): void;
}
export type TrsmBlock = (
  k: number,
  n: number,
  alpha: number,
  upper: boolean,
  unit: boolean,
  t: number,
  tRow: number,
  tCol: number,
  b: number,
  bRow: number,
) => void;

/** Systems with a triangle. */
export const trsmFamily: Family<TrsmExports> = /* @__PURE__ */ new Family<TrsmExports>(trsmWasm, 0);
