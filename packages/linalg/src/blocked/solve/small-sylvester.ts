/** Four unknowns at most: the coefficients row by row with the right-hand side last, and which unknown each column is. */
const M = new Float64Array(20);
const unknown = new Int32Array(4);

/**
 * Solves T₁₁·X − X·T₂₂ = T₁₂ for blocks of order 1 or 2, by elimination with complete pivoting on the n1·n2 equations. Pivots
 * below `floor` are enlarged to it.
 *
 * @param d 4×4 row by row, T₁₁ T₁₂ / 0 T₂₂ in its leading rows and columns
 * @param x receives X row by row, n1×n2
 * @see LAPACK dlasy2
 */
export function smallSylvester(n1: number, n2: number, d: Float64Array, floor: number, x: Float64Array): void {
  const m = n1 * n2;
  M.fill(0);
  for (let i = 0; i < n1; i++) {
    for (let j = 0; j < n2; j++) {
      const row = 5 * (i * n2 + j);
      for (let k = 0; k < n1; k++) M[row + k * n2 + j] += d[4 * i + k];
      for (let k = 0; k < n2; k++) M[row + i * n2 + k] -= d[4 * (n1 + k) + n1 + j];
      M[row + 4] = d[4 * i + n1 + j];
    }
  }
  for (let i = 0; i < m; i++) unknown[i] = i;
  for (let k = 0; k < m; k++) eliminate(m, k, floor);
  for (let k = m - 1; k >= 0; k--) {
    let s = M[5 * k + 4];
    for (let j = k + 1; j < m; j++) s -= M[5 * k + j] * x[unknown[j]];
    x[unknown[k]] = s / M[5 * k + k];
  }
}

/** Brings the largest of what is left to place (k, k) and clears the column below it. */
function eliminate(m: number, k: number, floor: number): void {
  let row = k;
  let col = k;
  for (let i = k; i < m; i++) {
    for (let j = k; j < m; j++) {
      if (Math.abs(M[5 * i + j]) > Math.abs(M[5 * row + col])) [row, col] = [i, j];
    }
  }
  if (row !== k) for (let j = 0; j < 5; j++) swap(M, 5 * row + j, 5 * k + j);
  if (col !== k) {
    for (let i = 0; i < m; i++) swap(M, 5 * i + col, 5 * i + k);
    swap(unknown, col, k);
  }
  if (Math.abs(M[6 * k]) < floor) M[6 * k] = floor;
  for (let i = k + 1; i < m; i++) {
    const f = M[5 * i + k] / M[6 * k];
    for (let j = k; j < 5; j++) M[5 * i + j] -= f * M[5 * k + j];
  }
}

function swap(x: Float64Array | Int32Array, i: number, j: number): void {
  const t = x[i];
  x[i] = x[j];
  x[j] = t;
}
