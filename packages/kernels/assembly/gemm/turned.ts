/**
 * o ← rows of x and of i·x in turn, as real numbers of type T, for m×n complex numbers in any strides. Strides in bytes; a row of
 * x takes `oRow` bytes of o for itself, and as many for i times it.
 */
export function turnedRows<T>(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize): void {
  const z = sizeof<T>();
  for (; m > 0; m--, x += xRow, o += oRow) {
    let p = x;
    for (const end = o + n * 2 * z; o < end; p += xCol, o += 2 * z) {
      const re = load<T>(p);
      const im = load<T>(p, z);
      store<T>(o, re);
      store<T>(o, im, z);
      store<T>(o + oRow, -im);
      store<T>(o + oRow, re, z);
    }
  }
}
