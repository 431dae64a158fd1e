import { BLOCK, copyBytes } from "../block";
import { scratch } from "../scratch";
import { IS_NAN, blocks } from "./op";

export { scratch } from "../scratch";

/**
 * n numbers o ← f(x), contiguous. The last block is read whole, up to 63 bytes beyond x (the heap leaves room), and
 * written to scratch, so that nothing beyond o changes.
 */
function map<T>(op: i32, n: i32, x: usize, o: usize): void {
  const lanes: i32 = BLOCK / sizeof<T>();
  const count = n / lanes;
  const rest = n - count * lanes;
  if (count > 0) blocks<T>(op, count, x, o);
  if (rest == 0) return;
  blocks<T>(op, 1, x + count * BLOCK, scratch);
  if (op >= IS_NAN) copyBytes<u8>(rest, scratch, o + count * lanes);
  else copyBytes<T>(rest * sizeof<T>(), scratch, o + count * BLOCK);
}

export function f32_map(op: i32, n: i32, x: usize, o: usize): void {
  map<f32>(op, n, x, o);
}

export function f64_map(op: i32, n: i32, x: usize, o: usize): void {
  map<f64>(op, n, x, o);
}
