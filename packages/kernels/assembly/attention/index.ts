import { slopes } from "./slope";
import { softmaxRows } from "./softmax";

// `bytes` of a number are 4 or 8; numbers lie one after the other, `work` is memory of this thread alone.

/**
 * `count` matrices m×n: each row of o ← softmax(scale·x + mask). `kind` of the mask: 0 none, 1 numbers that are added, 2 bytes that are
 * 0 where an element does not count. Its next matrix and row lie `maskStep` and `maskRow` bytes further on. Causal rows count
 * their elements up to the diagonal. `work` has room for a row and 192 bytes.
 */
export function softmax(
  bytes: i32,
  count: i32,
  m: i32,
  n: i32,
  scale: f64,
  causal: bool,
  x: usize,
  kind: i32,
  mask: usize,
  maskStep: isize,
  maskRow: isize,
  o: usize,
  work: usize,
): void {
  const size = m * n * bytes;
  for (; count > 0; count--, x += size, o += size, mask += maskStep) {
    if (bytes == 8) softmaxRows<f64>(m, n, scale, causal, x, kind, mask, maskRow, o, work);
    else softmaxRows<f32>(m, n, <f32>scale, causal, x, kind, mask, maskRow, o, work);
  }
}

/** Rows of o ← scale·y·(ct − Σ ct·y), m×n. */
export function slope(bytes: i32, m: i32, n: i32, scale: f64, ct: usize, y: usize, o: usize): void {
  if (bytes == 8) slopes<f64>(m, n, scale, ct, y, o);
  else slopes<f32>(m, n, <f32>scale, ct, y, o);
}
