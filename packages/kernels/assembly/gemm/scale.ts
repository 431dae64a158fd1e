/** C ← β·C for any strides (in bytes); β = 0 writes zeros whatever C held. */
export function scale<T>(m: i32, n: i32, beta: T, c: usize, cRow: isize, cCol: isize): void {
  if (beta == <T>1) return;
  for (; m > 0; m--, c += cRow) {
    let p = c;
    for (let j = 0; j < n; j++, p += cCol) store<T>(p, beta == <T>0 ? <T>0 : beta * load<T>(p));
  }
}
