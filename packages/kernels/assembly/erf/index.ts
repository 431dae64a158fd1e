import { inBlocks } from "../math/in-blocks";
import { erfBlock } from "../math/erf";
import { narrow, widen } from "../math/wide";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  const wide = scratch + 2048;
  for (const end = o + bytes; o < end; x += 128, o += 128) {
    widen(x, wide);
    erfBlock(op, wide, wide, scratch);
    narrow(wide, o);
  }
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) erfBlock(op, x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
