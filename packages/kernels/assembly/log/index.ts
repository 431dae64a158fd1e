import { f32_log, f32_log1p } from "../math/f32-log";
import { f64_log, f64_log1p } from "../math/f64-log";
import { inBlocks } from "../math/in-blocks";
import { LOG } from "../math/op";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) {
    if (op == LOG) f32_log(x, o, scratch + 512, scratch);
    else f32_log1p(x, o, scratch + 512, scratch);
  }
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) {
    if (op == LOG) f64_log(x, o, scratch + 512, scratch);
    else f64_log1p(x, o, scratch + 512, scratch);
  }
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
