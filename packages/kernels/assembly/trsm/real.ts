/**
 * B ← α·T⁻¹·B for a small triangular T (k×k, any strides) and B (k×n) with contiguous rows, by substitution: four vectors of
 * columns at a time, then single columns. Strides in bytes.
 */
export function trsm<T>(
  k: i32,
  n: i32,
  alpha: T,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  if (upper) {
    // from the last row upwards: the same as a lower triangle with all steps reversed
    t += (k - 1) * (tRow + tCol);
    b += (k - 1) * bRow;
    tRow = -tRow;
    tCol = -tCol;
    bRow = -bRow;
  }
  const width: i32 = 64 / sizeof<T>();
  for (; n >= width; n -= width, b += 64) strip<T>(k, alpha, unit, t, tRow, tCol, b, bRow);
  for (; n > 0; n--, b += sizeof<T>()) column<T>(k, alpha, unit, t, tRow, tCol, b, bRow);
}

/** Forward substitution on four vectors of columns, two rows at a time: eight sums that need not wait for one another. */
function strip<T>(k: i32, alpha: T, unit: bool, t: usize, tRow: isize, tCol: isize, b: usize, bRow: isize): void {
  const scale = v128.splat<T>(alpha);
  let row = b;
  for (; k >= 2; k -= 2, t += 2 * tRow, row += 2 * bRow) {
    const next = row + bRow;
    let c0 = v128.mul<T>(scale, v128.load(row));
    let c1 = v128.mul<T>(scale, v128.load(row, 16));
    let c2 = v128.mul<T>(scale, v128.load(row, 32));
    let c3 = v128.mul<T>(scale, v128.load(row, 48));
    let d0 = v128.mul<T>(scale, v128.load(next));
    let d1 = v128.mul<T>(scale, v128.load(next, 16));
    let d2 = v128.mul<T>(scale, v128.load(next, 32));
    let d3 = v128.mul<T>(scale, v128.load(next, 48));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      const f = v128.load_splat<T>(p);
      const g = v128.load_splat<T>(p + tRow);
      let x = v128.load(q);
      c0 = v128.sub<T>(c0, v128.mul<T>(f, x));
      d0 = v128.sub<T>(d0, v128.mul<T>(g, x));
      x = v128.load(q, 16);
      c1 = v128.sub<T>(c1, v128.mul<T>(f, x));
      d1 = v128.sub<T>(d1, v128.mul<T>(g, x));
      x = v128.load(q, 32);
      c2 = v128.sub<T>(c2, v128.mul<T>(f, x));
      d2 = v128.sub<T>(d2, v128.mul<T>(g, x));
      x = v128.load(q, 48);
      c3 = v128.sub<T>(c3, v128.mul<T>(f, x));
      d3 = v128.sub<T>(d3, v128.mul<T>(g, x));
    }
    finish<T>(unit, p, row, c0, c1, c2, c3);
    const g = v128.load_splat<T>(p + tRow);
    d0 = v128.sub<T>(d0, v128.mul<T>(g, v128.load(row)));
    d1 = v128.sub<T>(d1, v128.mul<T>(g, v128.load(row, 16)));
    d2 = v128.sub<T>(d2, v128.mul<T>(g, v128.load(row, 32)));
    d3 = v128.sub<T>(d3, v128.mul<T>(g, v128.load(row, 48)));
    finish<T>(unit, p + tRow + tCol, next, d0, d1, d2, d3);
  }
  if (k > 0) lastRow<T>(alpha, unit, t, tCol, b, bRow, row);
}

/** The last of an odd number of rows. */
function lastRow<T>(alpha: T, unit: bool, t: usize, tCol: isize, b: usize, bRow: isize, row: usize): void {
  const scale = v128.splat<T>(alpha);
  let c0 = v128.mul<T>(scale, v128.load(row));
  let c1 = v128.mul<T>(scale, v128.load(row, 16));
  let c2 = v128.mul<T>(scale, v128.load(row, 32));
  let c3 = v128.mul<T>(scale, v128.load(row, 48));
  for (let q = b; q != row; t += tCol, q += bRow) {
    const f = v128.load_splat<T>(t);
    c0 = v128.sub<T>(c0, v128.mul<T>(f, v128.load(q)));
    c1 = v128.sub<T>(c1, v128.mul<T>(f, v128.load(q, 16)));
    c2 = v128.sub<T>(c2, v128.mul<T>(f, v128.load(q, 32)));
    c3 = v128.sub<T>(c3, v128.mul<T>(f, v128.load(q, 48)));
  }
  finish<T>(unit, t, row, c0, c1, c2, c3);
}

/** Divides a row by the entry of the diagonal at p, and stores it. @inline */
function finish<T>(unit: bool, p: usize, row: usize, c0: v128, c1: v128, c2: v128, c3: v128): void {
  if (!unit) {
    const d = v128.load_splat<T>(p);
    c0 = v128.div<T>(c0, d);
    c1 = v128.div<T>(c1, d);
    c2 = v128.div<T>(c2, d);
    c3 = v128.div<T>(c3, d);
  }
  v128.store(row, c0);
  v128.store(row, c1, 16);
  v128.store(row, c2, 32);
  v128.store(row, c3, 48);
}

/** Forward substitution on one column. */
function column<T>(k: i32, alpha: T, unit: bool, t: usize, tRow: isize, tCol: isize, b: usize, bRow: isize): void {
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let s = alpha * load<T>(row);
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) s -= load<T>(p) * load<T>(q);
    store<T>(row, unit ? s : s / load<T>(p));
  }
}
