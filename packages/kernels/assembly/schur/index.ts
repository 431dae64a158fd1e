import { bulgeChain } from "./bulges";
import { complexSweep, rotatePairs } from "./complex-qr";
import { francisSweep } from "./francis";
import { reflectColumns, reflectRows } from "./reflect";

// Addresses in bytes, strides in elements.

export function f32_reflect_rows(n: i32, x: usize, row: isize, tau: f64, v2: f64, v3: f64): void {
  reflectRows<f32>(n, x, row * sizeof<f32>(), <f32>tau, <f32>v2, <f32>v3);
}

export function f32_reflect_columns(m: i32, x: usize, row: isize, tau: f64, v2: f64, v3: f64): void {
  reflectColumns<f32>(m, x, row * sizeof<f32>(), <f32>tau, <f32>v2, <f32>v3);
}

export function f64_reflect_rows(n: i32, x: usize, row: isize, tau: f64, v2: f64, v3: f64): void {
  reflectRows<f64>(n, x, row * sizeof<f64>(), tau, v2, v3);
}

export function f64_reflect_columns(m: i32, x: usize, row: isize, tau: f64, v2: f64, v3: f64): void {
  reflectColumns<f64>(m, x, row * sizeof<f64>(), tau, v2, v3);
}

export function f64_francis_sweep(
  h: usize,
  row: isize,
  from: i32,
  bottom: i32,
  begun: bool,
  above: i32,
  right: i32,
  z: usize,
  zRow: isize,
  zCols: i32,
  a: f64,
  b: f64,
  c: f64,
): void {
  francisSweep(h, row * 8, from, bottom, begun, above, right, z, zRow * 8, zCols, a, b, c);
}

export function c128_qr_sweep(
  h: usize,
  row: isize,
  from: i32,
  bottom: i32,
  begun: bool,
  above: i32,
  right: i32,
  z: usize,
  zRow: isize,
  zCols: i32,
  fRe: f64,
  fIm: f64,
  gRe: f64,
  gIm: f64,
): void {
  complexSweep(h, row * 16, from, bottom, begun, above, right, z, zRow * 16, zCols, fRe, fIm, gRe, gIm);
}

export function c128_rotate_pairs(n: i32, x: usize, step: isize, stride: isize, c: f64, re: f64, im: f64): void {
  rotatePairs(n, x, step * 16, stride * 16, c, re, im);
}

export function f64_bulge_chain(
  h: usize,
  row: isize,
  u: usize,
  uRow: isize,
  state: usize,
  count: i32,
  top: i32,
  bottom: i32,
  start: i32,
): void {
  bulgeChain(h, row * 8, u, uRow * 8, state, count, top, bottom, start);
}
