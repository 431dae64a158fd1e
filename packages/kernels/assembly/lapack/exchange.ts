/** For each j < count exchanges rows j and `pivots[j]` (an int32) of `bytes` contiguous bytes, a multiple of 4, `row` bytes apart. */
export function exchangeRows(count: i32, pivots: usize, bytes: i32, a: usize, row: isize): void {
  for (let j = 0; j < count; j++) {
    const pivot = load<i32>(pivots + (j << 2));
    if (pivot != j) exchangeBytes(bytes, a + j * row, a + pivot * row);
  }
}

/** The same for n columns of contiguous numbers of 4, 8 or 16 bytes. */
export function exchangeElements(count: i32, pivots: usize, n: i32, bytes: i32, a: usize, column: isize): void {
  for (; n > 0; n--, a += column) {
    for (let j = 0; j < count; j++) {
      const pivot = load<i32>(pivots + (j << 2));
      if (pivot == j) continue;
      if (bytes == 8) exchange<u64>(a + (j << 3), a + (pivot << 3));
      else if (bytes == 4) exchange<u32>(a + (j << 2), a + (pivot << 2));
      else exchangeBytes(16, a + (j << 4), a + (pivot << 4));
    }
  }
}

function exchangeBytes(bytes: i32, x: usize, y: usize): void {
  const end = x + bytes;
  for (const last = end - 16; x <= last; x += 16, y += 16) {
    const a = v128.load(x);
    v128.store(x, v128.load(y));
    v128.store(y, a);
  }
  for (; x < end; x += 4, y += 4) exchange<u32>(x, y);
}

/** @inline */
function exchange<T>(x: usize, y: usize): void {
  const a = load<T>(x);
  store<T>(x, load<T>(y));
  store<T>(y, a);
}
