import { f32_exp, f32_expm1 } from "../math/f32-exp";
import { f64_exp, f64_expm1 } from "../math/f64-exp";
import { inBlocks } from "../math/in-blocks";
import { EXP } from "../math/op";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == EXP) f32_exp(bytes >> 6, x, o, scratch);
  else f32_expm1(bytes >> 6, x, o, scratch);
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == EXP) f64_exp(bytes >> 6, x, o, scratch);
  else f64_expm1(bytes >> 6, x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
