/**
 * Real tridiagonal matrices as `band-lu.ts` holds them, four numbers a row: what is below the diagonal, the diagonal, what is above it,
 * and what pivoting fills. The same steps, without loops over the band.
 */

/** P·A = L·U in place with partial pivoting. @see LAPACK dgttrf */
export function factorTridiagonal(n: number, a: Float64Array, pivots: Int32Array): void {
  for (let i = 0; i + 1 < n; i++) {
    const row = 4 * i;
    const next = row + 4;
    const [d, below] = [a[row + 1], a[next]];
    if (Math.abs(d) >= Math.abs(below)) {
      const m = d === 0 ? 0 : below / d;
      pivots[i] = i;
      a[row] = m;
      a[next + 1] -= m * a[row + 2];
      a[next + 2] -= m * a[row + 3];
    } else {
      const m = d / below;
      const [above, fill] = [a[row + 2], a[row + 3]];
      pivots[i] = i + 1;
      a[row] = m;
      a[row + 1] = below;
      a[row + 2] = a[next + 1];
      a[row + 3] = a[next + 2];
      a[next + 1] = above - m * a[row + 2];
      a[next + 2] = fill - m * a[row + 3];
    }
  }
  if (n > 0) pivots[n - 1] = n - 1;
}

/** x ← A⁻¹·x, in place. */
export function solveTridiagonal(n: number, a: Float64Array, pivots: Int32Array, x: Float64Array): void {
  for (let i = 0; i + 1 < n; i++) {
    const m = a[4 * i];
    if (pivots[i] === i) x[i + 1] -= m * x[i];
    else {
      const t = x[i];
      x[i] = x[i + 1];
      x[i + 1] = t - m * x[i];
    }
  }
  let [next, last] = [0, 0];
  for (let i = n - 1; i >= 0; i--) {
    const row = 4 * i;
    const value = (x[i] - a[row + 2] * next - a[row + 3] * last) / a[row + 1];
    last = next;
    next = value;
    x[i] = value;
  }
}
