import { f64_gamma } from "../math/f64-gamma";
import { inBlocks } from "../math/in-blocks";
import { inDoubles } from "../math/in-doubles";
import { scratch } from "../scratch";

export { scratch } from "../scratch";

function singles(op: i32, bytes: i32, x: usize, o: usize): void {
  inDoubles(plain, op, bytes, x, o);
}

function plain(_op: i32, bytes: i32, x: usize, o: usize): void {
  f64_gamma(false, bytes, x, o, scratch);
}

function doubles(_op: i32, bytes: i32, x: usize, o: usize): void {
  f64_gamma(true, bytes, x, o, scratch);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  inBlocks<f64>(doubles, op, n, x, o);
}
