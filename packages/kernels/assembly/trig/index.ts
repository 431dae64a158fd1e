import { f32_from_f64, f64_from_f32 } from "../copy/convert";
import { f64_cos, f64_sin } from "../math/f64-trig";
import { inBlocks } from "../math/in-blocks";
import { SIN } from "../math/op";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function block(op: i32, x: usize, o: usize): void {
  if (op == SIN) f64_sin(x, o, scratch + 512, scratch);
  else f64_cos(x, o, scratch + 512, scratch);
}

/** float32 in the lanes of float64, half a block at a time: error < 0.51 ulp. */
function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  const wide = scratch + 2048;
  for (const end = o + bytes; o < end; x += 128, o += 128) {
    f64_from_f32(32, x, wide);
    block(op, wide, wide);
    f32_from_f64(32, wide, o);
  }
}

function doubles(op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) block(op, x, o);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
