/** Whether a 2×2 block of T begins at k. */
export function isPair(n: i32, t: usize, row: isize, k: i32): bool {
  return k + 1 < n && load<f64>(t + (k + 1) * row + (k << 3)) != 0;
}

/** The eigenvalues of a T in standard form, times `unscale`, as complex numbers of parts T. */
export function writeValues<T>(n: i32, t: usize, row: isize, unscale: f64, values: usize): void {
  const pair = 2 * sizeof<T>();
  for (let k = 0; k < n; k++, values += pair) {
    const at = t + k * (row + 8);
    const re = <T>(unscale * load<f64>(at));
    store<T>(values, re);
    store<T>(values, <T>0, sizeof<T>());
    if (!isPair(n, t, row, k)) continue;
    const im = <T>(unscale * (sqrt(abs(load<f64>(at, 8))) * sqrt(abs(load<f64>(at + row)))));
    store<T>(values, im, sizeof<T>());
    values += pair;
    store<T>(values, re);
    store<T>(values, 0 - im, sizeof<T>());
    k++;
  }
}
