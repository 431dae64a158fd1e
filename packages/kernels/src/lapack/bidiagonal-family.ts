import { bidiagonalWasm } from "../generated/bidiagonal.js";
import { Family } from "../wasm/family.js";

type Bidiagonalize = (
  m: number,
  n: number,
  a: number,
  aRow: number,
  out: number,
  q: number,
  qRow: number,
  p: number,
  pRow: number,
) => void;
type BidiagonalizePanel = (
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
) => void;
type ApplyReflectors = (
  rows: number,
  count: number,
  m: number,
  shift: number,
  v: number,
  vRow: number,
  tau: number,
  c: number,
  cRow: number,
) => void;

/** Contiguous rows and vectors; addresses in bytes, strides in elements. */
interface BidiagonalExports {
  readonly f64_bidiagonalize: Bidiagonalize;
  readonly c128_bidiagonalize: Bidiagonalize;
  readonly f64_bidiagonalize_panel: BidiagonalizePanel;
  readonly c128_bidiagonalize_panel: BidiagonalizePanel;
  readonly f64_apply_reflectors: ApplyReflectors;
  readonly c128_apply_reflectors: ApplyReflectors;
  f64_diagonalize(
    n: number,
    d: number,
    e: number,
    u: number,
    uRow: number,
    v: number,
    vRow: number,
    work: number,
  ): number;
  diagonalize_work(n: number): number;
  singular_many(
    single: boolean,
    count: number,
    m: number,
    n: number,
    a: number,
    aStep: number,
    aRow: number,
    aCol: number,
    s: number,
    u: number,
    uRow: number,
    uCol: number,
    vh: number,
    vhRow: number,
    vhCol: number,
    work: number,
  ): number;
  singular_work(m: number, n: number): number;
}

/** The singular value decomposition of small matrices. */
export const bidiagonalFamily: Family<BidiagonalExports> = /* @__PURE__ */ new Family<BidiagonalExports>(
  bidiagonalWasm,
  0,
);
