import { indexOf } from "./index-of";
import { reduceColumns } from "./columns";
import { Max, Min, Sum } from "./op";
import { reduceRow } from "./row";

export { scratch } from "../scratch";

/** One number of each of `outer` contiguous rows. */
function rows<T>(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  for (; outer > 0; outer--, x += n * sizeof<T>(), o += sizeof<T>()) store<T>(o, row<T>(op, n, x));
}

/** The codes of operations are those of `src/ops/reduce-ops.ts`. */
function row<T>(op: i32, n: i32, x: usize): T {
  if (op == 0) return reduceRow<T, Sum>(n, x);
  if (op == 1) return reduceRow<T, Max>(n, x);
  return reduceRow<T, Min>(n, x);
}

function columns<T>(op: i32, n: i32, inner: i32, x: usize, o: usize): void {
  if (op == 0) reduceColumns<T, Sum>(n, inner, x, o);
  else if (op == 1) reduceColumns<T, Max>(n, inner, x, o);
  else reduceColumns<T, Min>(n, inner, x, o);
}

/** o[s, i] ← x[s, 0, i] ∘ x[s, 1, i] ∘ … for contiguous x of shape [outer, n, inner]. */
function reduce<T>(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  if (inner == 1) {
    rows<T>(op, outer, n, x, o);
    return;
  }
  const slice = n * inner * sizeof<T>();
  for (; outer > 0; outer--, x += slice, o += inner * sizeof<T>()) columns<T>(op, n, inner, x, o);
}

/** o[s] ← the first index at which contiguous row s of n ≥ 1 numbers has its maximum (code 1) or minimum, or its first NaN. */
function argRows<T>(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  for (; outer > 0; outer--, x += n * sizeof<T>(), o += 4) store<i32>(o, indexOf<T>(n, x, row<T>(op, n, x)));
}

export function f32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f32>(op, outer, n, inner, x, o);
}

export function f64_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f64>(op, outer, n, inner, x, o);
}

export function f32_arg(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  argRows<f32>(op, outer, n, x, o);
}

export function f64_arg(op: i32, outer: i32, n: i32, x: usize, o: usize): void {
  argRows<f64>(op, outer, n, x, o);
}
