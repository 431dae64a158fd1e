import { gruBackRow, gruRow } from "./gru";
import { lstmBackRow, lstmRow } from "./lstm";
import { simpleBackRow, simpleRow } from "./simple";

export { scratch } from "../scratch";

// One step of recurrent cells for `rows` sequences. `bytes` of a number are 4 or 8; addresses and row strides in bytes, rows contiguous;
// `work` has room for a state of one sequence.

/** Cells, as in `src/nn/recurrent.ts`. */
const LSTM: i32 = 2;
const GRU: i32 = 3;

export function forward(
  bytes: i32,
  cell: i32,
  rows: i32,
  n: i32,
  x: usize,
  xRow: isize,
  r: usize,
  rRow: isize,
  bias: usize,
  before: usize,
  beforeRow: isize,
  gates: usize,
  gatesRow: isize,
  c: usize,
  cRow: isize,
  h: usize,
  hRow: isize,
  work: usize,
): void {
  for (; rows > 0; rows--, x += xRow, r += rRow, before += beforeRow, gates += gatesRow, c += cRow, h += hRow) {
    if (bytes == 8) forwardRow<f64>(cell, n, x, r, bias, before, gates, c, h, work);
    else forwardRow<f32>(cell, n, x, r, bias, before, gates, c, h, work);
  }
}

/** `before` is c₋ of an LSTM, h₋ of the others. */
function forwardRow<T>(
  cell: i32,
  n: i32,
  x: usize,
  r: usize,
  bias: usize,
  before: usize,
  gates: usize,
  c: usize,
  h: usize,
  work: usize,
): void {
  if (cell == LSTM) lstmRow<T>(n, x, r, bias, before, gates, c, h, work);
  else if (cell == GRU) gruRow<T>(n, x, r, bias, before, gates, h);
  else simpleRow<T>(n, cell == 0, x, r, bias, h);
}

export function backward(
  bytes: i32,
  cell: i32,
  rows: i32,
  n: i32,
  dy: usize,
  dyRow: isize,
  dOwn: usize,
  dOwnRow: isize,
  dh: usize,
  dhRow: isize,
  dc: usize,
  dcRow: isize,
  before: usize,
  beforeRow: isize,
  gates: usize,
  gatesRow: isize,
  state: usize,
  stateRow: isize,
  dGates: usize,
  dGatesRow: isize,
  work: usize,
): void {
  for (; rows > 0; rows--) {
    if (bytes == 8) backwardRow<f64>(cell, n, dy, dOwn, dh, dc, before, gates, state, dGates, work);
    else backwardRow<f32>(cell, n, dy, dOwn, dh, dc, before, gates, state, dGates, work);
    dy += dyRow;
    dOwn += dOwnRow;
    dh += dhRow;
    dc += dcRow;
    before += beforeRow;
    gates += gatesRow;
    state += stateRow;
    dGates += dGatesRow;
  }
}

/** `state` is c of an LSTM, h of a simple cell. */
function backwardRow<T>(
  cell: i32,
  n: i32,
  dy: usize,
  dOwn: usize,
  dh: usize,
  dc: usize,
  before: usize,
  gates: usize,
  state: usize,
  dGates: usize,
  work: usize,
): void {
  if (cell == LSTM) lstmBackRow<T>(n, dy, dOwn, dh, dc, before, gates, state, dGates, work);
  else if (cell == GRU) gruBackRow<T>(n, dy, dh, before, gates, dGates);
  else simpleBackRow<T>(n, cell == 0, dy, dh, state, dGates);
}
