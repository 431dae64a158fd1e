/** Of the system: coefficients row by row, with the right-hand side last. */
const LINE = 40;

/**
 * Solves T₁₁·X − X·T₂₂ = T₁₂ for blocks of order 1 or 2, by elimination with complete pivoting on the n1·n2 equations. Pivots
 * below `floor` are enlarged to it.
 *
 * @param d 4×4 numbers row by row, T₁₁ T₁₂ / 0 T₂₂ in its leading rows and columns
 * @param x receives X row by row, n1×n2
 * @param work room for 24 numbers
 * @see LAPACK dlasy2
 */
export function sylvester(n1: i32, n2: i32, d: usize, floor: f64, x: usize, work: usize): void {
  const m = n1 * n2;
  const unknown = work + 4 * LINE; // which unknown each column is
  memory.fill(work, 0, 4 * LINE);
  for (let i = 0; i < n1; i++) {
    for (let j = 0; j < n2; j++) {
      const row = work + (i * n2 + j) * LINE;
      for (let k = 0; k < n1; k++) add(row + ((k * n2 + j) << 3), load<f64>(d + ((4 * i + k) << 3)));
      for (let k = 0; k < n2; k++) add(row + ((i * n2 + k) << 3), -load<f64>(d + ((4 * (n1 + k) + n1 + j) << 3)));
      store<f64>(row, load<f64>(d + ((4 * i + n1 + j) << 3)), 32);
    }
  }
  for (let i = 0; i < m; i++) store<i32>(unknown + (i << 2), i);
  for (let k = 0; k < m; k++) eliminate(m, k, floor, work, unknown);
  for (let k = m - 1; k >= 0; k--) {
    const row = work + k * LINE;
    let s = load<f64>(row, 32);
    for (let j = k + 1; j < m; j++)
      s -= load<f64>(row + (j << 3)) * load<f64>(x + (load<i32>(unknown + (j << 2)) << 3));
    store<f64>(x + (load<i32>(unknown + (k << 2)) << 3), s / load<f64>(row + (k << 3)));
  }
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

/** Brings the largest of what is left to place (k, k) and clears the column below it. */
function eliminate(m: i32, k: i32, floor: f64, system: usize, unknown: usize): void {
  let row = k;
  let col = k;
  let largest: f64 = -1;
  for (let i = k; i < m; i++) {
    for (let j = k; j < m; j++) {
      const size = abs(load<f64>(system + i * LINE + (j << 3)));
      if (size <= largest) continue;
      largest = size;
      row = i;
      col = j;
    }
  }
  const pivotRow = system + k * LINE;
  if (row != k) for (let j = 0; j < LINE; j += 8) swap(system + row * LINE + j, pivotRow + j);
  if (col != k) {
    for (let i = 0; i < m; i++) swap(system + i * LINE + (col << 3), system + i * LINE + (k << 3));
    const t = load<i32>(unknown + (col << 2));
    store<i32>(unknown + (col << 2), load<i32>(unknown + (k << 2)));
    store<i32>(unknown + (k << 2), t);
  }
  const pivot = pivotRow + (k << 3);
  if (abs(load<f64>(pivot)) < floor) store<f64>(pivot, floor);
  for (let i = k + 1; i < m; i++) {
    const line = system + i * LINE;
    const f = load<f64>(line + (k << 3)) / load<f64>(pivot);
    for (let j = k; j < 5; j++) add(line + (j << 3), -f * load<f64>(pivotRow + (j << 3)));
  }
}

function swap(x: usize, y: usize): void {
  const t = load<f64>(x);
  store<f64>(x, load<f64>(y));
  store<f64>(y, t);
}
