import { erfBlocks } from "../math/erf";
import { prepare } from "../math/erf-tables";
import { f32_erf } from "../math/f32-erf";
import { inBlocks } from "../math/in-blocks";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  erfBlocks(op, bytes, x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare(op, true);
  inBlocks<f32>(f32_erf, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare(op, false);
  inBlocks<f64>(doubles, op, n, x, o);
}
