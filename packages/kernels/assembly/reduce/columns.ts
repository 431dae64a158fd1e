import { scratch } from "../scratch";
import { combine, identities } from "./op";

/** Bytes of the rows reduced together: accumulator and four rows stay in the first-level cache. */
const WIDTH: i32 = 2048;
/** Rows reduced one after the other before the tree begins. */
const LEAF: i32 = 32;

/**
 * o[i] ← x[0, i] ∘ x[1, i] ∘ … of n rows of `inner` numbers, `row` bytes apart. Strips of 2 KiB; in each, leaves of 32 rows are
 * combined in a binary tree, as in `reduceRow`. Accumulators are whole vectors in scratch: what lies beyond a row, up to 15
 * bytes (the heap leaves room), is reduced too, and not stored.
 */
export function reduceColumns<Op>(n: i32, inner: i32, row: i32, x: usize, o: usize, bytes: i32): void {
  for (let left = inner * bytes; left > 0; left -= WIDTH, x += WIDTH, o += WIDTH) {
    const width = min(left, WIDTH);
    let p = x;
    let top = scratch;
    fill<Op>(width, top, bytes);
    for (let i = 0; i < n;) {
      const rows = min(LEAF, n - i);
      foldRows<Op>(rows, width, p, row, top, bytes);
      p += rows * row;
      // a binary counter: after leaf l, one partial result is on the stack for each bit of l + 1
      for (let l = i / LEAF; l & 1; l >>= 1, top -= WIDTH) foldRows<Op>(1, width, top, 0, top - WIDTH, bytes);
      i += rows;
      if (i < n) {
        top += WIDTH;
        fill<Op>(width, top, bytes);
      }
    }
    for (; top > scratch; top -= WIDTH) foldRows<Op>(1, width, top, 0, top - WIDTH, bytes);
    for (let i = 0; i < width; i += 4) store<u32>(o + i, load<u32>(scratch + i));
  }
}

function fill<Op>(width: i32, o: usize, bytes: i32): void {
  const v = identities<Op>(bytes);
  for (const end = o + width; o < end; o += 16) v128.store(o, v);
}

function foldRows<Op>(rows: i32, width: i32, x: usize, stride: usize, o: usize, bytes: i32): void {
  if (bytes == 8) fold<f64, Op>(rows, width, x, stride, o);
  else fold<f32, Op>(rows, width, x, stride, o);
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
