import { scatterAdd } from "./rows";

export { gather } from "./rows";

export function f32_scatter_add(
  outer: i32,
  count: i32,
  inner: i32,
  length: i32,
  x: usize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  scatterAdd<f32>(outer, count, inner, length, x, indices, step, o);
}

export function f64_scatter_add(
  outer: i32,
  count: i32,
  inner: i32,
  length: i32,
  x: usize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  scatterAdd<f64>(outer, count, inner, length, x, indices, step, o);
}
