import { reduce as reduceAxes } from "../reduce/axes";
import { reduceColumns } from "../reduce/columns";
import { Sum } from "../reduce/op";
import { reduceNodes, reduceRowOfNodes } from "../reduce/row";

export { scratch } from "../scratch";

// `op` is 0: sums are the only reductions that every bundle has, so they have a module of their own.

export function reduce(_op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize, bytes: i32): void {
  reduceAxes<Sum>(outer, n, inner, x, o, bytes);
}

export function columns(_op: i32, inner: i32, n: i32, row: i32, x: usize, o: usize, bytes: i32): void {
  reduceColumns<Sum>(n, inner, row, x, o, bytes);
}

export function nodes(_op: i32, count: i32, x: usize, o: usize, bytes: i32): void {
  reduceNodes<Sum>(count, x, o, bytes);
}

export function of_nodes(_op: i32, n: i32, x: usize, nodes: usize, o: usize, bytes: i32): void {
  reduceRowOfNodes<Sum>(n, x, nodes, o, bytes);
}
