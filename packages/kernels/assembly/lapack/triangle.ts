/** Zeros to what lies above the diagonal of m rows of n numbers, `bytes` each, or below it; a row is `row` bytes after the one before. */
export function clearTriangle(above: bool, m: i32, n: i32, bytes: i32, a: usize, row: isize): void {
  for (let i = 0; i < m; i++, a += row) {
    const from = above ? min(i + 1, n) * bytes : 0;
    const to = above ? n * bytes : min(i, n) * bytes;
    clear(a + from, a + to);
  }
}

/** Zeros between two addresses, a multiple of four bytes apart. */
export function clear(x: usize, end: usize): void {
  const zero = i64x2.splat(0);
  for (const last = end - 16; x <= last; x += 16) v128.store(x, zero);
  for (; x < end; x += 4) store<u32>(x, 0);
}
