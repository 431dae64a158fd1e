import { f32_erf, f64_erf, prepareErf } from "../math/erf";
import { inBlocks } from "../math/in-blocks";

export { scratch } from "../scratch";

/** Whether the tables are there. */
let ready = false;

function singles(_op: i32, bytes: i32, x: usize, o: usize): void {
  f32_erf(bytes, x, o);
}

function doubles(_op: i32, bytes: i32, x: usize, o: usize): void {
  f64_erf(bytes, x, o);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare();
  inBlocks<f32>(singles, op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  prepare();
  inBlocks<f64>(doubles, op, n, x, o);
}

function prepare(): void {
  if (!ready) prepareErf();
  ready = true;
}
