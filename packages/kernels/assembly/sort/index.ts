import { sortLanes } from "./lanes";

// Each sorts `outer × inner` lanes of n elements that lie `inner` apart; `values` or `order` is 0 where it is not wanted.
// `work` has room for 24·n + 8192 bytes.

export function f32_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<f32>(outer, n, inner, down, x, values, order, work);
}

export function f64_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<f64>(outer, n, inner, down, x, values, order, work);
}

export function i8_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<i8>(outer, n, inner, down, x, values, order, work);
}

export function u8_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<u8>(outer, n, inner, down, x, values, order, work);
}

export function i16_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<i16>(outer, n, inner, down, x, values, order, work);
}

export function u16_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<u16>(outer, n, inner, down, x, values, order, work);
}

export function i32_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<i32>(outer, n, inner, down, x, values, order, work);
}

export function u32_sort(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  sortLanes<u32>(outer, n, inner, down, x, values, order, work);
}
