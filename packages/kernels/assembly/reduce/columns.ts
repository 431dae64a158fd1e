import { scratch } from "../scratch";
import { combine, identity } from "./op";

/** Bytes of the rows reduced together: accumulator and four rows stay in the first-level cache. */
const WIDTH: i32 = 2048;
/** Rows reduced one after the other before the tree begins. */
const LEAF: i32 = 32;

/**
 * o[i] ← x[0, i] ∘ x[1, i] ∘ … of n rows of `inner` numbers, `row` bytes apart. Strips of 2 KiB; in each, leaves of 32 rows are
 * combined in a binary tree, as in `reduceRow`. Accumulators are whole vectors in scratch: what lies beyond a row, up to 15
 * bytes (the heap leaves room), is reduced too, and not stored.
 */
export function reduceColumns<T, Op>(n: i32, inner: i32, row: i32, x: usize, o: usize): void {
  for (let left = inner * <i32>sizeof<T>(); left > 0; left -= WIDTH, x += WIDTH, o += WIDTH) {
    const width = min(left, WIDTH);
    let p = x;
    let top = scratch;
    fill<T, Op>(width, top);
    for (let i = 0; i < n;) {
      const rows = min(LEAF, n - i);
      fold<T, Op>(rows, width, p, row, top);
      p += rows * row;
      // a binary counter: after leaf l, one partial result is on the stack for each bit of l + 1
      for (let l = i / LEAF; l & 1; l >>= 1, top -= WIDTH) fold<T, Op>(1, width, top, 0, top - WIDTH);
      i += rows;
      if (i < n) {
        top += WIDTH;
        fill<T, Op>(width, top);
      }
    }
    for (; top > scratch; top -= WIDTH) fold<T, Op>(1, width, top, 0, top - WIDTH);
    for (let i = 0; i < width; i += sizeof<T>()) store<T>(o + i, load<T>(scratch + i));
  }
}

function fill<T, Op>(bytes: i32, o: usize): void {
  const v = v128.splat<T>(identity<T, Op>());
  for (const end = o + bytes; o < end; o += 16) v128.store(o, v);
}

/** o ← o ∘ x₀ ∘ x₁ ∘ … for rows `stride` bytes apart, four at a time. */
function fold<T, Op>(rows: i32, bytes: i32, x: usize, stride: usize, o: usize): void {
  const end = o + bytes;
  for (; rows >= 4; rows -= 4, x += 4 * stride) {
    let p0 = x;
    let p1 = x + stride;
    let p2 = p1 + stride;
    let p3 = p2 + stride;
    for (let q = o; q < end; q += 16, p0 += 16, p1 += 16, p2 += 16, p3 += 16) {
      const low = combine<T, Op>(v128.load(p0), v128.load(p1));
      const high = combine<T, Op>(v128.load(p2), v128.load(p3));
      v128.store(q, combine<T, Op>(v128.load(q), combine<T, Op>(low, high)));
    }
  }
  for (; rows > 0; rows--, x += stride) {
    let p = x;
    for (let q = o; q < end; q += 16, p += 16) v128.store(q, combine<T, Op>(v128.load(q), v128.load(p)));
  }
}
