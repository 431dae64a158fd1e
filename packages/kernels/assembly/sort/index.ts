import { FLOAT32, FLOAT64, bytesOf } from "./lane";
import { sortFloats, sortIntegers } from "./lanes";

/**
 * o ← x: `outer × inner` lanes of n elements that lie `inner` apart, of the dtype with this code, each in order. `work` has room for
 * 24·n + 1024 bytes.
 */
export function sort(code: i32, outer: i32, n: i32, inner: i32, down: i32, x: usize, o: usize, work: usize): void {
  const step = <usize>inner * bytesOf(code);
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const at = <usize>i * <usize>n * step + <usize>j * bytesOf(code);
      if (code == FLOAT64) sortFloats<f64>(n, step, down, x + at, o + at, work);
      else if (code == FLOAT32) sortFloats<f32>(n, step, down, x + at, o + at, work);
      else sortIntegers(code, n, step, down, x + at, o + at, work);
    }
  }
}
