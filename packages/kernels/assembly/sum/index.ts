import { reduce } from "../reduce/axes";
import { reduceColumns } from "../reduce/columns";
import { Sum } from "../reduce/op";
import { reduceNodes, reduceRowOfNodes } from "../reduce/row";

export { scratch } from "../scratch";

// `op` is 0: sums are the only reductions that every bundle has, so they have a module of their own.

export function f32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f32, Sum>(outer, n, inner, x, o);
}

export function f64_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<f64, Sum>(outer, n, inner, x, o);
}

export function f32_columns(op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize): void {
  reduceColumns<f32, Sum>(n, inner, row, x, o);
}

export function f32_nodes(op: i32, count: i32, x: usize, o: usize): void {
  reduceNodes<f32, Sum>(count, x, o);
}

export function f32_of_nodes(op: i32, n: i32, x: usize, nodes: usize, o: usize): void {
  store<f32>(o, reduceRowOfNodes<f32, Sum>(n, x, nodes));
}

export function f64_columns(op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize): void {
  reduceColumns<f64, Sum>(n, inner, row, x, o);
}

export function f64_nodes(op: i32, count: i32, x: usize, o: usize): void {
  reduceNodes<f64, Sum>(count, x, o);
}

export function f64_of_nodes(op: i32, n: i32, x: usize, nodes: usize, o: usize): void {
  store<f64>(o, reduceRowOfNodes<f64, Sum>(n, x, nodes));
}
