import { f64_lgamma } from "../math/f64-lgamma";
import { inBlocks } from "../math/in-blocks";
import { inDoubles } from "../math/in-doubles";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  inDoubles(doubles, op, bytes, x, o);
}

function doubles(_op: i32, bytes: i32, x: usize, o: usize): void {
  for (const end = o + bytes; o < end; x += 256, o += 256) f64_lgamma(x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
