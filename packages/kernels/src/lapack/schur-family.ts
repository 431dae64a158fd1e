import { schurWasm } from "../generated/schur.js";
import { Family } from "../wasm/family.js";

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
  schur_many(
    single: boolean,
    count: number,
    n: number,
    a: number,
    aStep: number,
    aRow: number,
    aCol: number,
    t: number,
    z: number,
    values: number,
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
  c128_bulge_chain(
    h: number,
    row: number,
    list: number,
    state: number,
    count: number,
    top: number,
    bottom: number,
    start: number,
  ): number;
  c128_apply_chain(
    n: number,
    x: number,
    step: number,
    stride: number,
    right: boolean,
    list: number,
    count: number,
  ): void;
  c128_hessenberg_panel(
    m: number,
    count: number,
    a: number,
    aRow: number,
    v: number,
    vRow: number,
    y: number,
    yRow: number,
    s: number,
    sRow: number,
    tau: number,
    c: number,
  ): void;
  c128_hessenberg_columns(
    n: number,
    first: number,
    hi: number,
    a: number,
    aRow: number,
    v: number,
    vRow: number,
    tau: number,
    work: number,
  ): void;
  c128_substitute(
    n: number,
    t: number,
    row: number,
    x: number,
    xRow: number,
    from: number,
    to: number,
    work: number,
  ): void;
  c128_schur(
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
  c128_move_up(
    n: number,
    h: number,
    row: number,
    z: number,
    zRow: number,
    zCols: number,
    from: number,
    to: number,
  ): void;
}

/** What takes a Hessenberg matrix to Schur form. */
export const schurFamily: Family<SchurExports> = /* @__PURE__ */ new Family<SchurExports>(schurWasm, 0);
