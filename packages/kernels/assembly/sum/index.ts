import { reduce } from "../reduce/axes";
import { Sum } from "../reduce/op";

export { scratch } from "../scratch";

// `op` is 0: sums are the only reductions that every bundle has, so they have a module of their own.

export function f32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f32, Sum>(outer, n, inner, x, o);
}

export function f64_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f64, Sum>(outer, n, inner, x, o);
}
