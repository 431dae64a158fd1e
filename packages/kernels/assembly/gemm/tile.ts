/** Rows of a register tile. */
export const MR: i32 = 2;
/** Bytes of one row of a register tile: four vectors, 16 float32 or 8 float64. */
export const NR_BYTES: i32 = 64;

/**
 * Micro-kernel: C ← α·A·B, or C + α·A·B, for a tile of 2 rows and 4 vectors, packed or not.
 *
 * A: 2 numbers of each of k columns; B: 4 vectors of each of k rows; C: 2 rows. Strides in bytes; packed panels are contiguous. k ≥ 1.
 *
 * Eight accumulators, four vectors of B, two of A and one product: 15 of the 16 SIMD registers of x86-64. V8 hoists all
 * loads of a block to its top, so k is not unrolled, and α comes from memory because a parameter would hold the
 * sixteenth register through the loop.
 */
export function tile<T>(
  k: i32,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  c: usize,
  cRow: isize,
  alpha: usize,
  add: bool,
): void {
  let c00 = v128.splat<T>(<T>0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    const a0 = v128.load_splat<T>(a);
    c00 = v128.add<T>(c00, v128.mul<T>(a0, b0));
    c01 = v128.add<T>(c01, v128.mul<T>(a0, b1));
    c02 = v128.add<T>(c02, v128.mul<T>(a0, b2));
    c03 = v128.add<T>(c03, v128.mul<T>(a0, b3));
    const a1 = v128.load_splat<T>(a + aRow);
    c10 = v128.add<T>(c10, v128.mul<T>(a1, b0));
    c11 = v128.add<T>(c11, v128.mul<T>(a1, b1));
    c12 = v128.add<T>(c12, v128.mul<T>(a1, b2));
    c13 = v128.add<T>(c13, v128.mul<T>(a1, b3));
    a += aCol;
    b += bRow;
  } while (--k);
  const scale = v128.load_splat<T>(alpha);
  storeRow<T>(c, scale, add, c00, c01, c02, c03);
  storeRow<T>(c + cRow, scale, add, c10, c11, c12, c13);
}

/** One row of a tile: c ← α·v, or c + α·v. @inline */
export function storeRow<T>(c: usize, alpha: v128, add: bool, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v0 = v128.mul<T>(alpha, v0);
  v1 = v128.mul<T>(alpha, v1);
  v2 = v128.mul<T>(alpha, v2);
  v3 = v128.mul<T>(alpha, v3);
  if (add) {
    v0 = v128.add<T>(v128.load(c), v0);
    v1 = v128.add<T>(v128.load(c, 16), v1);
    v2 = v128.add<T>(v128.load(c, 32), v2);
    v3 = v128.add<T>(v128.load(c, 48), v3);
  }
  v128.store(c, v0);
  v128.store(c, v1, 16);
  v128.store(c, v2, 32);
  v128.store(c, v3, 48);
}

/** C ← C + a tile at an edge, of which so many rows and columns lie inside C. */
export function addEdge<T>(rows: i32, cols: i32, t: usize, c: usize, cRow: isize): void {
  for (; rows > 0; rows--, t += NR_BYTES, c += cRow) {
    for (let j = 0; j < cols * sizeof<T>(); j += sizeof<T>()) store<T>(c + j, load<T>(c + j) + load<T>(t + j));
  }
}
