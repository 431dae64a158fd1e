import { copyBytes, splatBlock } from "../block";
import { scratch } from "../scratch";

/** Bytes that the kernels take at once. */
const BLOCK: i32 = 256;

/** o ← f(x) for a multiple of 256 bytes, or at the end of 64. */
type Blocks = (op: i32, bytes: i32, x: usize, o: usize) => void;

/** n numbers o ← f(x), contiguous; o may be x. An element's bits depend on that element only. */
export function inBlocks<T>(blocks: Blocks, op: i32, n: i32, x: usize, o: usize): void {
  const bytes = n * sizeof<T>();
  const whole = bytes & -BLOCK;
  blocks(op, whole, x, o);
  const rest = bytes - whole;
  if (rest == 0) return;
  const tail = scratch + 4096;
  for (let i = 0; i < BLOCK; i += 64) splatBlock<T>(x + whole, tail + i);
  copyBytes<T>(rest, x + whole, tail);
  blocks(op, (rest + 63) & -64, tail, tail);
  copyBytes<T>(rest, tail, o + whole);
}
