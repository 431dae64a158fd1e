import { f32_normal } from "../math/f32-normal";
import { f64_normal } from "../math/f64-normal";
import { inBlocks } from "../math/in-blocks";
import { prepareNormal } from "../math/normal-tables";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

/** A bit for every operation whose tables are there. */
let ready: i32 = 0;

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  f64_normal(op, bytes, x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare(op);
  inBlocks<f32>(f32_normal, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare(op);
  inBlocks<f64>(doubles, op, n, x, o);
}

function prepare(op: i32): void {
  if ((ready & (1 << op)) == 0) prepareNormal(op);
  ready |= 1 << op;
}
