import { BLOCK, copyBytes, splatBlock } from "../block";
import { scratch } from "../scratch";
import { COMPLEX, EQUAL, GREATER, blocks } from "./op";

export { scratch } from "../scratch";

/**
 * n numbers o ← a ∘ b, contiguous. A step is 1, or 0 where one number meets all of the other operand. Complex numbers are
 * given as 2·n real ones; for them, a step of 0 repeats a pair.
 */
function zip<T>(op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  const complex = op >= COMPLEX;
  if (op >= GREATER && !complex) {
    zip<T>(op - 2, n, b, bStep, a, aStep, o); // a > b is b < a, a ≥ b is b ≤ a
    return;
  }
  if (aStep == 0) {
    repeat<T>(complex, a, scratch);
    a = scratch;
  }
  if (bStep == 0) {
    repeat<T>(complex, b, scratch + BLOCK);
    b = scratch + BLOCK;
  }
  const lanes: i32 = BLOCK / sizeof<T>();
  const count = n / lanes;
  const rest = n - count * lanes;
  if (count > 0) blocks<T>(op, count, a, aStep * BLOCK, b, bStep * BLOCK, o);
  if (rest == 0) return;
  const outBytes: i32 = op >= EQUAL && !complex ? 1 : sizeof<T>();
  const done = count * lanes;
  last<T>(op, rest, a + aStep * done * sizeof<T>(), b + bStep * done * sizeof<T>(), o + done * outBytes);
}

/** Fills a block with a number, or with a pair. */
function repeat<T>(pair: bool, from: usize, to: usize): void {
  if (!pair) splatBlock<T>(from, to);
  else if (sizeof<T>() == 4) splatBlock<f64>(from, to);
  else for (const end = to + BLOCK; to < end; to += 16) v128.store(to, v128.load(from));
}

/**
 * The n elements after the last whole block. Reads whole blocks, up to 63 bytes beyond the operands (the heap leaves room),
 * and writes to scratch, so that nothing beyond o changes.
 */
function last<T>(op: i32, n: i32, a: usize, b: usize, o: usize): void {
  const to = scratch + 2 * BLOCK;
  blocks<T>(op, 1, a, 0, b, 0, to);
  if (op >= EQUAL && op < COMPLEX) copyBytes<u8>(n, to, o);
  else copyBytes<T>(n * sizeof<T>(), to, o);
}

/** m rows of n numbers; the rows of o lie one after the other. Row strides in elements, any. */
function zipRows<T>(
  op: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  aStep: i32,
  b: usize,
  bRow: isize,
  bStep: i32,
  o: usize,
): void {
  const outBytes: i32 = op >= EQUAL && op < COMPLEX ? 1 : sizeof<T>();
  for (; m > 0; m--, a += aRow * sizeof<T>(), b += bRow * sizeof<T>(), o += n * outBytes) {
    zip<T>(op, n, a, aStep, b, bStep, o);
  }
}

export function f32_zip(op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  zip<f32>(op, n, a, aStep, b, bStep, o);
}

export function f64_zip(op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  zip<f64>(op, n, a, aStep, b, bStep, o);
}

export function f32_zip_rows(
  op: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  aStep: i32,
  b: usize,
  bRow: isize,
  bStep: i32,
  o: usize,
): void {
  zipRows<f32>(op, m, n, a, aRow, aStep, b, bRow, bStep, o);
}

export function f64_zip_rows(
  op: i32,
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  aStep: i32,
  b: usize,
  bRow: isize,
  bStep: i32,
  o: usize,
): void {
  zipRows<f64>(op, m, n, a, aRow, aStep, b, bRow, bStep, o);
}
