/** Bytes of a tile's row: four vectors, 16 float32 or 8 float64. */
export const ROW: i32 = 64;

/**
 * Micro-kernel: C ← A·B, or C + A·B, for two outputs and four vectors of neighbouring places.
 *
 * A: a pair of weights for each of `count` taps; B: four vectors for each tap, at `b` + the tap's entry in `table`. `cRow` bytes lead
 * to the second output. count ≥ 1.
 *
 * As in `gemm/tile.ts`, 15 of the 16 SIMD registers of x86-64 and no unrolling; but rows of B lie where they are in the image.
 */
export function tapTile<T>(count: i32, a: usize, table: usize, b: usize, c: usize, cRow: usize, add: bool): void {
  let c00 = v128.splat<T>(<T>0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  do {
    const p = b + load<u32>(table);
    const b0 = v128.load(p);
    const b1 = v128.load(p, 16);
    const b2 = v128.load(p, 32);
    const b3 = v128.load(p, 48);
    const a0 = v128.load_splat<T>(a);
    c00 = v128.add<T>(c00, v128.mul<T>(a0, b0));
    c01 = v128.add<T>(c01, v128.mul<T>(a0, b1));
    c02 = v128.add<T>(c02, v128.mul<T>(a0, b2));
    c03 = v128.add<T>(c03, v128.mul<T>(a0, b3));
    const a1 = v128.load_splat<T>(a, sizeof<T>());
    c10 = v128.add<T>(c10, v128.mul<T>(a1, b0));
    c11 = v128.add<T>(c11, v128.mul<T>(a1, b1));
    c12 = v128.add<T>(c12, v128.mul<T>(a1, b2));
    c13 = v128.add<T>(c13, v128.mul<T>(a1, b3));
    a += 2 * sizeof<T>();
    table += 4;
  } while (--count);
  storeRow<T>(c, add, c00, c01, c02, c03);
  storeRow<T>(c + cRow, add, c10, c11, c12, c13);
}

/** @inline */
function storeRow<T>(c: usize, add: bool, v0: v128, v1: v128, v2: v128, v3: v128): void {
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

/**
 * Micro-kernel: o ← o + the sums of products of two rows of places, `u` and `v`, with what four taps find at x, which belongs to the
 * first place. `count` vectors of places; `oRow` bytes lead to the sums of v.
 */
export function sumTile<T>(count: i32, u: usize, v: usize, x: usize, table: usize, o: usize, oRow: usize): void {
  let c00 = v128.splat<T>(<T>0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  let p0 = x + load<u32>(table);
  let p1 = x + load<u32>(table, 4);
  let p2 = x + load<u32>(table, 8);
  let p3 = x + load<u32>(table, 12);
  do {
    const b0 = v128.load(p0);
    const b1 = v128.load(p1);
    const b2 = v128.load(p2);
    const b3 = v128.load(p3);
    const a0 = v128.load(u);
    c00 = v128.add<T>(c00, v128.mul<T>(a0, b0));
    c01 = v128.add<T>(c01, v128.mul<T>(a0, b1));
    c02 = v128.add<T>(c02, v128.mul<T>(a0, b2));
    c03 = v128.add<T>(c03, v128.mul<T>(a0, b3));
    const a1 = v128.load(v);
    c10 = v128.add<T>(c10, v128.mul<T>(a1, b0));
    c11 = v128.add<T>(c11, v128.mul<T>(a1, b1));
    c12 = v128.add<T>(c12, v128.mul<T>(a1, b2));
    c13 = v128.add<T>(c13, v128.mul<T>(a1, b3));
    p0 += 16;
    p1 += 16;
    p2 += 16;
    p3 += 16;
    u += 16;
    v += 16;
  } while (--count);
  addSums<T>(o, c00, c01, c02, c03);
  addSums<T>(o + oRow, c10, c11, c12, c13);
}

/** Adds the lanes of each of four vectors up, and to four numbers. @inline */
function addSums<T>(o: usize, c0: v128, c1: v128, c2: v128, c3: v128): void {
  if (sizeof<T>() == 8) {
    const s = f64x2.add(v128.shuffle<f64>(c0, c1, 0, 2), v128.shuffle<f64>(c0, c1, 1, 3));
    const t = f64x2.add(v128.shuffle<f64>(c2, c3, 0, 2), v128.shuffle<f64>(c2, c3, 1, 3));
    v128.store(o, f64x2.add(v128.load(o), s));
    v128.store(o, f64x2.add(v128.load(o, 16), t), 16);
  } else {
    const s = f32x4.add(v128.shuffle<f32>(c0, c1, 0, 4, 1, 5), v128.shuffle<f32>(c0, c1, 2, 6, 3, 7));
    const t = f32x4.add(v128.shuffle<f32>(c2, c3, 0, 4, 1, 5), v128.shuffle<f32>(c2, c3, 2, 6, 3, 7));
    const r = f32x4.add(v128.shuffle<f32>(s, t, 0, 1, 4, 5), v128.shuffle<f32>(s, t, 2, 3, 6, 7));
    v128.store(o, f32x4.add(v128.load(o), r));
  }
}
