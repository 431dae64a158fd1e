/**
 * The solution of A·X = B for a few unknowns, by elimination with partial pivoting: matrices of pairs are too small to be worth an
 * array.
 *
 * @param a row-major `[n, n]`; overwritten
 * @param b row-major `[n, k]`; overwritten by the solution, which is not finite where A is singular
 */
export function solveSmall(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const k = n === 0 ? 0 : b.length / n;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]) > Math.abs(a[pivot * n + column])) pivot = row;
    }
    swapRows(a, n, pivot, column);
    swapRows(b, k, pivot, column);
    for (let row = column + 1; row < n; row++) {
      const factor = a[row * n + column] / a[column * n + column];
      for (let j = column; j < n; j++) a[row * n + j] -= factor * a[column * n + j];
      for (let j = 0; j < k; j++) b[row * k + j] -= factor * b[column * k + j];
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let j = 0; j < k; j++) {
      let sum = b[row * k + j];
      for (let i = row + 1; i < n; i++) sum -= a[row * n + i] * b[i * k + j];
      b[row * k + j] = sum / a[row * n + row];
    }
  }
  return b;
}

function swapRows(a: Float64Array, width: number, i: number, j: number): void {
  if (i === j) return;
  const row = a.slice(i * width, (i + 1) * width);
  a.copyWithin(i * width, j * width, (j + 1) * width);
  a.set(row, j * width);
}
