import { reduce } from "../reduce/axes";
import { Max, Min } from "../reduce/op";
import { reduceRow } from "../reduce/row";
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
