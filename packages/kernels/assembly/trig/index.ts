import { f32_cos, f32_sin } from "../math/f32-trig";
import { f64_cos, f64_sin } from "../math/f64-trig";
import { inBlocks } from "../math/in-blocks";
import { SIN } from "../math/op";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == SIN) f32_sin(bytes >> 6, x, o, scratch);
  else f32_cos(bytes >> 6, x, o, scratch);
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) {
    if (op == SIN) f64_sin(x, o, scratch + 512, scratch);
    else f64_cos(x, o, scratch + 512, scratch);
  }
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
