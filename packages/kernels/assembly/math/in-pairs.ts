import { copyBytes, splatBlock } from "../block";
import { f32_from_f64, f64_from_f32 } from "../copy/convert";
import { scratch } from "../scratch";

/** Numbers that kernels take at once, as float64. */
const LANES: i32 = 32;
/** Where 256 bytes of either operand and of the result lie, beyond what the kernels use. */
const A: usize = 4096;
const B: usize = 4352;
const O: usize = 4608;

/** o ← a ∘ b for 256 bytes of float64; o may be a or b. */
type Pairs = (a: usize, b: usize, o: usize) => void;

/**
 * n numbers o ← a ∘ b of 4 or 8 bytes (`width`), contiguous, float32 in the lanes of float64. A step is 1, or 0 where one number meets all of the other
 * operand. Whole blocks of float64 are read and written in place, all else by way of scratch.
 */
export function inPairs(pairs: Pairs, width: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  if (aStep == 0) splat(width, a, scratch + A);
  if (bStep == 0) splat(width, b, scratch + B);
  const bytes = LANES * width;
  for (; n > 0; n -= LANES, a += aStep * bytes, b += bStep * bytes, o += bytes) {
    const count = min(n, LANES);
    const direct = width == 8 && count == LANES;
    const x = aStep == 0 ? scratch + A : direct ? a : staged(width, count, a, scratch + A);
    const y = bStep == 0 ? scratch + B : direct ? b : staged(width, count, b, scratch + B);
    if (direct) pairs(x, y, o);
    else {
      pairs(x, y, scratch + O);
      if (width == 4) f32_from_f64(count, scratch + O, o);
      else copyBytes<f64>(count * 8, scratch + O, o);
    }
  }
}

/** m rows of n numbers; the rows of o lie one after the other. Row strides in elements, any. */
export function rowsOfPairs(
  pairs: Pairs,
  width: i32,
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
  for (; m > 0; m--, a += aRow * width, b += bRow * width, o += n * width) {
    inPairs(pairs, width, n, a, aStep, b, bStep, o);
  }
}

/** A block of one number. */
function splat(width: i32, from: usize, to: usize): void {
  store<f64>(to, width == 8 ? load<f64>(from) : <f64>load<f32>(from));
  for (let i = 0; i < 256; i += 64) splatBlock<f64>(to, to + i);
}

/** Up to a block of numbers as float64, filled up with ones. */
function staged(width: i32, count: i32, from: usize, to: usize): usize {
  for (let i = count; i < LANES; i++) store<f64>(to + ((<usize>i) << 3), 1);
  if (width == 4) f64_from_f32(count, from, to);
  else copyBytes<f64>(count * 8, from, to);
  return to;
}
