import { schurWasm } from "../generated/schur.js";
import { Family } from "../wasm/family.js";

/** A sweep over h, and z unless it is 0; see `Sweep`. */
type SweepStart = [
  h: number,
  row: number,
  from: number,
  bottom: number,
  begun: boolean,
  above: number,
  right: number,
  z: number,
  zRow: number,
  zCols: number,
];

/** Rows are contiguous; addresses in bytes, strides in elements. */
interface SchurExports {
  f64_francis(
    n: number,
    h: number,
    row: number,
    lo: number,
    hi: number,
    whole: boolean,
    z: number,
    zRow: number,
    zCols: number,
  ): number;
  f64_move_block_up(
    n: number,
    t: number,
    row: number,
    z: number,
    zRow: number,
    zCols: number,
    from: number,
    to: number,
    room: number,
  ): number;
  f64_hessenberg(
    n: number,
    a: number,
    row: number,
    from: number,
    hi: number,
    v: number,
    vRow: number,
    tau: number,
  ): void;
  f64_form_basis(
    n: number,
    v: number,
    vRow: number,
    tau: number,
    lo: number,
    hi: number,
    q: number,
    qRow: number,
  ): void;
  f64_substitute(n: number, t: number, row: number, x: number, xRow: number, from: number, to: number): void;
  eigen_many(
    single: boolean,
    count: number,
    n: number,
    a: number,
    aStep: number,
    aRow: number,
    aCol: number,
    balanced: boolean,
    values: number,
    vectors: number,
    work: number,
  ): number;
  f64_bulge_chain(
    h: number,
    row: number,
    u: number,
    uRow: number,
    state: number,
    count: number,
    top: number,
    bottom: number,
    start: number,
  ): void;
  c128_qr_sweep(...args: [...SweepStart, fRe: number, fIm: number, gRe: number, gIm: number]): void;
  c128_rotate_pairs(n: number, x: number, step: number, stride: number, c: number, re: number, im: number): void;
}

/** What takes a Hessenberg matrix to Schur form. */
export const schurFamily: Family<SchurExports> = /* @__PURE__ */ new Family<SchurExports>(schurWasm, 0);
