import { reduce as reduceAxes } from "../reduce/axes";
import { reduceColumns } from "../reduce/columns";
import { Max, Min } from "../reduce/op";
import { reduceNodes, reduceRow, reduceRowOfNodes } from "../reduce/row";
import { scratch } from "../scratch";
import { indexOf } from "./index-of";

export { scratch } from "../scratch";

// Codes of the operations, the same as in `src/ops/reduce-ops.ts`.
const MAX: i32 = 0;
const MIN: i32 = 1;
const ARGMAX: i32 = 2;

/** Bytes of a row that are reduced together before it is known where the result is among them. */
const PIECE: i32 = 16384;

/** o[s] ← the first index at which contiguous row s of n ≥ 1 numbers has its maximum or minimum, or its first NaN. */
function argRows<T>(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  for (; outer > 0; outer--, x += n * sizeof<T>(), o += 4) {
    store<i32>(o, op == ARGMAX ? argRow<T, Max>(n, x) : argRow<T, Min>(n, x));
  }
}

/** The row is read once, and the piece that has the result once more. */
function argRow<T, Op>(n: i32, x: usize): i32 {
  const length: i32 = PIECE / sizeof<T>();
  let start = 0;
  let best = extremum<T, Op>(min(n, length), x);
  for (let i = length; i < n && best == best; i += length) {
    const next = extremum<T, Op>(min(n - i, length), x + i * sizeof<T>());
    if (idof<Op>() == idof<Max>() ? next <= best : next >= best) continue;
    best = next;
    start = i;
  }
  return start + indexOf<T>(min(n - start, length), x + start * sizeof<T>(), best);
}

/** By way of scratch, beyond the counters of so short a row. */
function extremum<T, Op>(n: i32, x: usize): T {
  reduceRow<Op>(n, x, scratch + 1024, sizeof<T>());
  return load<T>(scratch + 1024);
}

/** An arg reduction runs over the last axis: `inner` is 1. */
export function reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize, bytes: i32): void {
  if (op == MAX) reduceAxes<Max>(outer, n, inner, x, o, bytes);
  else if (op == MIN) reduceAxes<Min>(outer, n, inner, x, o, bytes);
  else if (bytes == 8) argRows<f64>(op, outer, n, x, o);
  else argRows<f32>(op, outer, n, x, o);
}

export function columns(op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize, bytes: i32): void {
  if (op == MAX) reduceColumns<Max>(n, inner, row, x, o, bytes);
  else reduceColumns<Min>(n, inner, row, x, o, bytes);
}

export function nodes(op: i32, count: i32, x: usize, o: usize, bytes: i32): void {
  if (op == MAX) reduceNodes<Max>(count, x, o, bytes);
  else reduceNodes<Min>(count, x, o, bytes);
}

export function of_nodes(op: i32, n: i32, x: usize, nodes: usize, o: usize, bytes: i32): void {
  if (op == MAX) reduceRowOfNodes<Max>(n, x, nodes, o, bytes);
  else reduceRowOfNodes<Min>(n, x, nodes, o, bytes);
}
