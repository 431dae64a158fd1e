import { copyRow } from "../copy/rows";

/**
 * o[s, j, …] ← x[s, indices[j], …] for `outer` slices s and `count` indices; what follows the axis is `bytes` contiguous
 * bytes. Strides of x in bytes, that of the indices in elements; o is contiguous.
 */
export function gather(
  outer: i32,
  count: i32,
  bytes: i32,
  x: usize,
  xOuter: isize,
  xRow: isize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  for (; outer > 0; outer--, x += xOuter) {
    let at = indices;
    for (let j = count; j > 0; j--, at += step << 2, o += bytes) {
      const row = x + load<i32>(at) * xRow;
      if (bytes == 4) store<u32>(o, load<u32>(row));
      else if (bytes == 8) store<u64>(o, load<u64>(row));
      else copyRow(bytes, row, o);
    }
  }
}

/** o[s, indices[j], …] ← o[s, indices[j], …] + x[s, j, …], j ascending; both contiguous, `length` numbers along o's axis. */
export function scatterAdd<T>(
  outer: i32,
  count: i32,
  inner: i32,
  length: i32,
  x: usize,
  indices: usize,
  step: isize,
  o: usize,
): void {
  const bytes = inner * sizeof<T>();
  for (; outer > 0; outer--, o += length * bytes) {
    let at = indices;
    for (let j = count; j > 0; j--, at += step << 2, x += bytes) addRow<T>(bytes, x, o + load<i32>(at) * bytes);
  }
}

function addRow<T>(bytes: i32, x: usize, o: usize): void {
  const end = o + bytes;
  for (const last = end - 16; o <= last; o += 16, x += 16) v128.store(o, v128.add<T>(v128.load(o), v128.load(x)));
  for (; o < end; o += sizeof<T>(), x += sizeof<T>()) store<T>(o, load<T>(o) + load<T>(x));
}
