import { reduce } from "../reduce/axes";
import { reduceColumns } from "../reduce/columns";
import { Max, Min } from "../reduce/op";
import { reduceNodes, reduceRow, reduceRowOfNodes } from "../reduce/row";
import { indexOf } from "./index-of";

export { scratch } from "../scratch";

// Codes of the operations, the same as in `src/ops/reduce-ops.ts`.
const MAX: i32 = 0;
const MIN: i32 = 1;
const ARGMAX: i32 = 2;

/** o[s] ← the first index at which contiguous row s of n ≥ 1 numbers has its maximum or minimum, or its first NaN. */
function argRows<T>(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  for (; outer > 0; outer--, x += n * sizeof<T>(), o += 4) {
    store<i32>(o, indexOf<T>(n, x, op == ARGMAX ? reduceRow<T, Max>(n, x) : reduceRow<T, Min>(n, x)));
  }
}

/** An arg reduction runs over the last axis: `inner` is 1. @inline */
function extrema<T>(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  if (op == MAX) reduce<T, Max>(outer, n, inner, x, o);
  else if (op == MIN) reduce<T, Min>(outer, n, inner, x, o);
  else argRows<T>(op, outer, n, x, o);
}

export function f32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  extrema<f32>(op, outer, n, inner, x, o);
}

export function f64_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  extrema<f64>(op, outer, n, inner, x, o);
}

export function f32_columns(op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize): void {
  if (op == MAX) reduceColumns<f32, Max>(n, inner, row, x, o);
  else reduceColumns<f32, Min>(n, inner, row, x, o);
}

export function f32_nodes(op: i32, count: i32, x: usize, o: usize): void {
  if (op == MAX) reduceNodes<f32, Max>(count, x, o);
  else reduceNodes<f32, Min>(count, x, o);
}

export function f32_of_nodes(op: i32, n: i32, x: usize, nodes: usize, o: usize): void {
  store<f32>(o, op == MAX ? reduceRowOfNodes<f32, Max>(n, x, nodes) : reduceRowOfNodes<f32, Min>(n, x, nodes));
}

export function f64_columns(op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize): void {
  if (op == MAX) reduceColumns<f64, Max>(n, inner, row, x, o);
  else reduceColumns<f64, Min>(n, inner, row, x, o);
}

export function f64_nodes(op: i32, count: i32, x: usize, o: usize): void {
  if (op == MAX) reduceNodes<f64, Max>(count, x, o);
  else reduceNodes<f64, Min>(count, x, o);
}

export function f64_of_nodes(op: i32, n: i32, x: usize, nodes: usize, o: usize): void {
  store<f64>(o, op == MAX ? reduceRowOfNodes<f64, Max>(n, x, nodes) : reduceRowOfNodes<f64, Min>(n, x, nodes));
}
