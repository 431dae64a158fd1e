import { f32_from_f64, f64_from_f32 } from "../copy/convert";
import { scratch } from "../scratch";

/** o ← f(x) for blocks of 256 bytes of float64. */
type Blocks = (op: i32, bytes: i32, x: usize, o: usize) => void;

/** float32 in the lanes of float64, half a block at a time: error < 0.51 ulp for kernels that err by a few ulps themselves. */
export function inDoubles(blocks: Blocks, op: i32, bytes: i32, x: usize, o: usize): void {
  const wide = scratch + 4608;
  for (const end = o + bytes; o < end; x += 128, o += 128) {
    f64_from_f32(32, x, wide);
    blocks(op, 256, wide, wide);
    f32_from_f64(32, wide, o);
  }
}
