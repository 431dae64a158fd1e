import { scratch } from "../scratch";
import { combine, combineNumbers, identity } from "./op";

/** Bytes of the rows reduced together: accumulator and four rows stay in the first-level cache. */
const WIDTH: i32 = 2048;
/** Rows reduced one after the other before the tree begins. */
const LEAF: i32 = 32;

/**
 * o[i] ← x[0, i] ∘ x[1, i] ∘ … of n contiguous rows of `inner` numbers. Strips of 2 KiB; in each, leaves of 32 rows are
 * combined in a binary tree, as in `reduceRow`.
 */
export function reduceColumns<T>(op: i32, n: i32, inner: i32, x: usize, o: usize): void {
  const row = inner * sizeof<T>();
  for (let left = row; left > 0; left -= WIDTH, x += WIDTH, o += WIDTH) {
    const width = min(left, WIDTH);
    let p = x;
    let top = scratch;
    fill<T>(identity<T>(op), width, top);
    for (let i = 0; i < n;) {
      const rows = min(LEAF, n - i);
      fold<T>(op, rows, width, p, row, top);
      p += rows * row;
      // a binary counter: after leaf l, one partial result is on the stack for each bit of l + 1
      for (let l = i / LEAF; l & 1; l >>= 1, top -= WIDTH) foldRow<T>(op, width, top, top - WIDTH);
      i += rows;
      if (i < n) {
        top += WIDTH;
        fill<T>(identity<T>(op), width, top);
      }
    }
    for (; top > scratch; top -= WIDTH) foldRow<T>(op, width, top, top - WIDTH);
    for (let i = 0; i < width; i += sizeof<T>()) store<T>(o + i, load<T>(scratch + i));
  }
}

function fill<T>(value: T, bytes: i32, o: usize): void {
  for (const end = o + bytes; o < end; o += sizeof<T>()) store<T>(o, value);
}

/** o ← o ∘ x₀ ∘ x₁ ∘ … for rows `stride` bytes apart, four at a time. */
function fold<T>(op: i32, rows: i32, bytes: i32, x: usize, stride: usize, o: usize): void {
  for (; rows >= 4; rows -= 4, x += 4 * stride) foldFour<T>(op, bytes, x, stride, o);
  for (; rows > 0; rows--, x += stride) foldRow<T>(op, bytes, x, o);
}

function foldFour<T>(op: i32, bytes: i32, x: usize, stride: usize, o: usize): void {
  const end = o + bytes;
  let p1 = x + stride;
  let p2 = p1 + stride;
  let p3 = p2 + stride;
  for (const last = end - 16; o <= last; o += 16, x += 16, p1 += 16, p2 += 16, p3 += 16) {
    const low = combine<T>(op, v128.load(x), v128.load(p1));
    const high = combine<T>(op, v128.load(p2), v128.load(p3));
    v128.store(o, combine<T>(op, v128.load(o), combine<T>(op, low, high)));
  }
  for (; o < end; o += sizeof<T>(), x += sizeof<T>(), p1 += sizeof<T>(), p2 += sizeof<T>(), p3 += sizeof<T>()) {
    const low = combineNumbers<T>(op, load<T>(x), load<T>(p1));
    const high = combineNumbers<T>(op, load<T>(p2), load<T>(p3));
    store<T>(o, combineNumbers<T>(op, load<T>(o), combineNumbers<T>(op, low, high)));
  }
}

/** o ← o ∘ x. */
function foldRow<T>(op: i32, bytes: i32, x: usize, o: usize): void {
  const end = o + bytes;
  for (const last = end - 16; o <= last; o += 16, x += 16) v128.store(o, combine<T>(op, v128.load(o), v128.load(x)));
  for (; o < end; o += sizeof<T>(), x += sizeof<T>()) store<T>(o, combineNumbers<T>(op, load<T>(o), load<T>(x)));
}
