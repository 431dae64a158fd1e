// A block of columns and rows of Householder bidiagonalization. complex128, rows contiguous, strides in bytes.

import { addConjugateRows, scaleRow, subtractRows, timesConjugate } from "../lapack/complex-rows";
import { makeReflector } from "../tridiagonal/hermitian";

/**
 * As `bidiagonalizePanel`: what the rest of the matrix is to become is A − LᵀR, where rows 2k and 2k + 1 of L receive the vector v
 * of Hₖ = I − τ·v·vᴴ and x = τ·A·uᴴ, those of R y = τ·vᴴ·A and the vector u of Pₖ = I − τ·uᴴ·u, from column k or k + 1 on. B is real.
 *
 * @param out d, e, `count` numbers each; τ of the H, τ of the P, `count` complex numbers each; then room for 2·count of those
 * @param q rows of vectors of H, or 0; `p` likewise
 * @see LAPACK zlabrd
 */
export function bidiagonalizeComplexPanel(
  m: i32,
  n: i32,
  count: i32,
  a: usize,
  aRow: isize,
  left: usize,
  leftRow: isize,
  right: usize,
  rightRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  const taus = out + (count << 4);
  const c = taus + (count << 5);
  for (let k = 0; k < count; k++) {
    const rows = m - k;
    const cols = n - k - 1;
    const at = k << 4;
    const row = a + k * aRow + at;
    const v = left + 2 * k * leftRow + at;
    for (let i = 0, from = row; i < rows; i++, from += aRow) v128.store(v + (i << 4), v128.load(from));
    column(2 * k, right + at, rightRow, c);
    subtractRows(rows, 2 * k, c, left + at, leftRow, v);
    const tau = taus + at;
    makeReflector(rows, v, tau);
    store<f64>(out + (k << 3), load<f64>(v));
    v128.store(v, f64x2(1, 0));
    if (q != 0) memory.copy(q + k * qRow + at, v, rows << 4);

    const y = right + 2 * k * rightRow + at + 16;
    memory.fill(y, 0, cols << 4);
    addConjugateRows(cols, rows, v, row + 16, aRow, y);
    timesConjugate(rows, 2 * k, left + at, leftRow, v, c);
    subtractRows(cols, 2 * k, c, right + at + 16, rightRow, y);
    scaleRow(cols, tau, y);

    const u = y + rightRow;
    memory.copy(u, row + 16, cols << 4);
    column(2 * k + 1, left + at, leftRow, c);
    subtractRows(cols, 2 * k + 1, c, right + at + 16, rightRow, u);
    const pull = tau + (count << 4);
    makeReflector(cols, u, pull);
    store<f64>(out + ((count + k) << 3), load<f64>(u));
    v128.store(u, f64x2(1, 0));
    if (p != 0) memory.copy(p + k * pRow + at + 16, u, cols << 4);

    const x = v + leftRow + 16;
    timesConjugate(cols, rows - 1, row + aRow + 16, aRow, u, x);
    timesConjugate(cols, 2 * k + 1, right + at + 16, rightRow, u, c);
    subtractRows(rows - 1, 2 * k + 1, c, left + at + 16, leftRow, x);
    scaleRow(rows - 1, pull, x);
  }
}

/** The first number of each row. */
function column(rows: i32, x: usize, xRow: isize, c: usize): void {
  for (; rows > 0; rows--, x += xRow, c += 16) v128.store(c, v128.load(x));
}
