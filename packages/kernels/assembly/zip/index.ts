import { BLOCK, copyBytes } from "../block";
import { scratch } from "../scratch";
import { COMPLEX, EQUAL, GREATER, MUL, POWER, blocks } from "./op";
import { number, powers } from "./power";

export { scratch } from "../scratch";

/**
 * n numbers o ← a ∘ b of 4 or 8 bytes, contiguous. A step is 1, or 0 where one number meets all of the other operand. Complex numbers
 * are given as 2·n real ones; for them, a step of 0 repeats a pair.
 */
export function zip(op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize, bytes: i32): void {
  const complex = op >= COMPLEX;
  if (op >= GREATER && !complex) {
    zip(op - 2, n, b, bStep, a, aStep, o, bytes); // a > b is b < a, a ≥ b is b ≤ a
    return;
  }
  if (op == POWER) {
    if (bStep == 0 && number(bytes, b) == 2) zip(MUL, n, a, aStep, a, aStep, o, bytes);
    else powers(bytes, n, a, aStep, b, bStep, o);
    return;
  }
  if (aStep == 0) {
    repeat(complex ? 2 * bytes : bytes, a, scratch);
    a = scratch;
  }
  if (bStep == 0) {
    repeat(complex ? 2 * bytes : bytes, b, scratch + BLOCK);
    b = scratch + BLOCK;
  }
  const lanes = BLOCK / bytes;
  const count = n / lanes;
  if (count > 0) run(bytes, op, count, a, aStep * BLOCK, b, bStep * BLOCK, o);
  const done = count * BLOCK;
  const rest = n * bytes - done;
  if (rest == 0) return;
  a += aStep * done;
  b += bStep * done;
  // whole blocks are read, up to 63 bytes beyond the operands (the heap leaves room), and written to scratch: nothing beyond o changes
  const to = scratch + 2 * BLOCK;
  run(bytes, op, 1, a, 0, b, 0, to);
  if (answersBools(op)) copyBytes<u8>(rest / bytes, to, o + done / bytes);
  else copyBytes<u32>(rest, to, o + done);
}

function run(bytes: i32, op: i32, count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  if (bytes == 8) blocks<f64>(op, count, a, aStep, b, bStep, o);
  else blocks<f32>(op, count, a, aStep, b, bStep, o);
}

/** @inline */
function answersBools(op: i32): bool {
  return op >= EQUAL && op < COMPLEX;
}

/** Fills a block with a number of 4 or 8 bytes, or with a pair of 8 or 16. */
function repeat(bytes: i32, from: usize, to: usize): void {
  let v = v128.load(from);
  if (bytes == 4) v = v128.load32_splat(from);
  if (bytes == 8) v = v128.load64_splat(from);
  for (const end = to + BLOCK; to < end; to += 16) v128.store(to, v);
}

/** m rows of n numbers; the rows of o lie one after the other. Row strides in numbers, any. */
export function zip_rows(
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
  bytes: i32,
): void {
  const outBytes = answersBools(op) ? 1 : bytes;
  for (; m > 0; m--, a += aRow * bytes, b += bRow * bytes, o += n * outBytes) zip(op, n, a, aStep, b, bStep, o, bytes);
}
