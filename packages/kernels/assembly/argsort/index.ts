import { orderLanes } from "./lanes";

// Each finds the order of `outer × inner` lanes of n elements that lie `inner` apart. `work` has room for 24·n + 8192 bytes.

export function f32_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<f32>(outer, n, inner, down, x, order, work);
}

export function f64_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<f64>(outer, n, inner, down, x, order, work);
}

export function i8_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<i8>(outer, n, inner, down, x, order, work);
}

export function u8_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<u8>(outer, n, inner, down, x, order, work);
}

export function i16_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<i16>(outer, n, inner, down, x, order, work);
}

export function u16_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<u16>(outer, n, inner, down, x, order, work);
}

export function i32_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<i32>(outer, n, inner, down, x, order, work);
}

export function u32_argsort(down: i32, outer: i32, n: i32, inner: i32, x: usize, order: usize, work: usize): void {
  orderLanes<u32>(outer, n, inner, down, x, order, work);
}
