import { recurrentWasm } from "../generated/recurrent.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { Family } from "../wasm/family.js";
import { referenceRecurrentStep, referenceRecurrentStepBack } from "./recurrent-reference.js";

interface RecurrentExports {
  forward(
    bytes: number,
    cell: number,
    rows: number,
    n: number,
    x: number,
    xRow: number,
    r: number,
    rRow: number,
    bias: number,
    before: number,
    beforeRow: number,
    gates: number,
    gatesRow: number,
    c: number,
    cRow: number,
    h: number,
    hRow: number,
    work: number,
  ): void;
  backward(
    bytes: number,
    cell: number,
    rows: number,
    n: number,
    dy: number,
    dyRow: number,
    dOwn: number,
    dOwnRow: number,
    dh: number,
    dhRow: number,
    dc: number,
    dcRow: number,
    before: number,
    beforeRow: number,
    gates: number,
    gatesRow: number,
    state: number,
    stateRow: number,
    dGates: number,
    dGatesRow: number,
    work: number,
  ): void;
}

/** Its functions have the scratch space of the logistic family. */
const recurrentFamily: Family<RecurrentExports> = /* @__PURE__ */ new Family<RecurrentExports>(recurrentWasm, 8192);

/** Simple cells, h = tanh z or max(z, 0), and those with gates. */
export type RecurrentCell = "tanh" | "relu" | "lstm" | "gru";

const codes: Readonly<Record<RecurrentCell, number>> = { tanh: 0, relu: 1, lstm: 2, gru: 3 };

/** Operands of a step of B sequences with states of n numbers: float32 or float64, rows contiguous. */
export interface RecurrentStep {
  /** What the input contributes: B×n of a simple cell, B×4n of an LSTM (i, f, g, o), B×3n of a GRU (r, z, n). */
  readonly x: MatrixView;
  /** What the state before contributes, of x's shape. */
  readonly r: MatrixView;
  /** 1×n, or 1×4n; of a GRU the last n are added to r alone. */
  readonly bias: MatrixView;
  /** c before of an LSTM, h before of others, B×n. */
  readonly before: MatrixView;
  /** B×4n; B×0 of a simple cell. Written: i, f, g, o of an LSTM; r, z, n, q of a GRU, where q is what r multiplies. */
  readonly gates: MatrixView;
  /** B×n, written; of an LSTM only. */
  readonly c: MatrixView | null;
  /** B×n, written. */
  readonly h: MatrixView;
}

/**
 * One step of a recurrent cell.
 *
 *     tanh, relu   h = f(x + r + b)
 *     lstm         i, f, o = σ(…),  g = tanh(…),  c = f·c₋ + i·g,  h = o·tanh c
 *     gru          r, z = σ(…),  n = tanh(xₙ + bₙ + r·q),  q = rₙ + b_q,  h = n + z·(h₋ − n)
 *
 * @remarks Operands that spilled are computed by the reference.
 */
export function recurrentStep(cell: RecurrentCell, step: RecurrentStep): void {
  const { x, r, bias, before, gates, c, h } = step;
  if (![x, r, bias, before, gates, c ?? h, h].every(({ storage }) => inHeap(storage))) {
    referenceRecurrentStep(cell, step);
    return;
  }
  const [bytes, row] = [2 ** h.type.shift, rowBytes];
  const work = scratch(h.cols * bytes + 64);
  const [cAt, cRow] = c === null ? [0, 0] : [address(c), row(c)];
  recurrentFamily.exports.forward(
    bytes,
    codes[cell],
    h.rows,
    h.cols,
    address(x),
    row(x),
    address(r),
    row(r),
    address(bias),
    address(before),
    row(before),
    address(gates),
    row(gates),
    cAt,
    cRow,
    address(h),
    row(h),
    work,
  );
}

/** Operands of a step backwards. Cotangents of what follows the step come in `dh` and `dc`, and leave for what precedes it. */
export interface RecurrentStepBack {
  /** What comes from outside for h, B×n. */
  readonly dy: MatrixView;
  /** What comes from outside for c, or `null`. */
  readonly dOwn: MatrixView | null;
  /**
   * B×n: what comes from the step after. A GRU leaves what h before has of h directly; of other cells all comes by way of `r`.
   */
  readonly dh: MatrixView;
  /** B×n, the same of c; of an LSTM only. */
  readonly dc: MatrixView | null;
  /** As in the step. */
  readonly before: MatrixView;
  readonly gates: MatrixView;
  readonly c: MatrixView | null;
  readonly h: MatrixView;
  /** Of the shape of the bias, B rows, written: cotangents of the arguments of the gates. */
  readonly dGates: MatrixView;
}

/** One step of a recurrent cell backwards. */
export function recurrentStepBack(cell: RecurrentCell, step: RecurrentStepBack): void {
  const { dy, dOwn, dh, dc, before, gates, c, h, dGates } = step;
  if (![dy, dOwn ?? dy, dh, dc ?? dh, before, gates, c ?? h, h, dGates].every(({ storage }) => inHeap(storage))) {
    referenceRecurrentStepBack(cell, step);
    return;
  }
  const [bytes, row] = [2 ** h.type.shift, rowBytes];
  const work = scratch(h.cols * bytes + 64);
  const [ownAt, ownRow] = dOwn === null ? [0, 0] : [address(dOwn), row(dOwn)];
  const [dcAt, dcRow] = dc === null ? [0, 0] : [address(dc), row(dc)];
  const state = c ?? h;
  recurrentFamily.exports.backward(
    bytes,
    codes[cell],
    h.rows,
    h.cols,
    address(dy),
    row(dy),
    ownAt,
    ownRow,
    address(dh),
    row(dh),
    dcAt,
    dcRow,
    address(before),
    row(before),
    address(gates),
    row(gates),
    address(state),
    row(state),
    address(dGates),
    row(dGates),
    work,
  );
}

function rowBytes({ rowStride, type }: MatrixView): number {
  return rowStride * 2 ** type.shift;
}
