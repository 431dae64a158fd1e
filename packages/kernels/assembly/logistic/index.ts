import { f32_tanh } from "../math/f32-tanh";
import { f64_tanh } from "../math/f64-tanh";
import { inBlocks } from "../math/in-blocks";
import { TANH } from "../math/op";
import { sigmoidBlock } from "../math/sigmoid";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  if (op == TANH) f32_tanh(bytes >> 6, x, o);
  else for (const end = o + bytes; o < end; x += 256, o += 256) sigmoidBlock<f32>(x, o, scratch);
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) {
    if (op == TANH) f64_tanh(x, o, scratch);
    else sigmoidBlock<f64>(x, o, scratch);
  }
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
