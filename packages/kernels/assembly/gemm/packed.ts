import { packA, packB } from "./pack";
import { move } from "./scale";
import { MR, NR_BYTES, tile } from "./tile";

/** A block of A (96×384, a second-level cache) and a panel of B (384×nr, a first-level cache), as in BLIS. */
export const KC: i32 = 384;
const MC: i32 = 96;
const NC: i32 = 4096;

/** In the work space: α, the tile at the edges, A, B. */
const TILE: usize = 64;
const PACKED_A: usize = 256;

/**
 * C ← α·A·B, or C + α·A·B, any strides (in bytes), k ≥ 1, in BLIS order: jc, pc, pack B, ic, pack A, jr, ir. `work` holds α
 * and room for the panels, see `workBytes` in src/wasm/gemm.ts.
 *
 * @see Van Zee & van de Geijn, *BLIS: a framework for rapidly instantiating BLAS functionality*, 2015
 */
export function packed(
  bytes: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  c: usize,
  cRow: isize,
  cCol: isize,
  add: bool,
  work: usize,
): void {
  const packedA = work + PACKED_A;
  const packedB = packedA + MC * KC * bytes;
  for (let jc = 0; jc < n; jc += NC) {
    const nc = min(NC, n - jc);
    for (let pc = 0; pc < k; pc += KC) {
      const kc = min(KC, k - pc);
      const accumulate = add || pc > 0;
      packB(bytes, kc, nc, b + pc * bRow + jc * bCol, bRow, bCol, packedB);
      for (let ic = 0; ic < m; ic += MC) {
        const mc = min(MC, m - ic);
        packA(bytes, mc, kc, a + ic * aRow + pc * aCol, aRow, aCol, packedA);
        block(bytes, mc, nc, kc, packedA, packedB, c + ic * cRow + jc * cCol, cRow, cCol, accumulate, work);
      }
    }
  }
}

/** C ← α·A·B, or C + α·A·B, for a packed block of A and a packed panel of B. */
function block(
  bytes: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  cRow: isize,
  cCol: isize,
  add: bool,
  alpha: usize,
): void {
  const width: i32 = NR_BYTES / bytes;
  const edge = alpha + TILE;
  for (let j = 0; j < n; j += width, b += k * NR_BYTES) {
    const cols = min(width, n - j);
    const whole = cols == width && cCol == bytes;
    let p = a;
    let q = c + j * cCol;
    for (let i = 0; i < m; i += MR, p += k * MR * bytes, q += MR * cRow) {
      const inside = whole && m - i >= MR;
      const t = inside ? q : edge;
      const row = inside ? cRow : NR_BYTES;
      if (bytes == 8) tile<f64>(k, p, 8, 8 * MR, b, NR_BYTES, t, row, alpha, add && inside);
      else tile<f32>(k, p, 4, 4 * MR, b, NR_BYTES, t, row, alpha, add && inside);
      if (!inside) storeEdge(bytes, min(MR, m - i), cols, edge, q, cRow, cCol, add);
    }
  }
}

/** The part of a tile that lies inside C. */
function storeEdge(bytes: i32, rows: i32, cols: i32, t: usize, c: usize, cRow: isize, cCol: isize, add: bool): void {
  for (; rows > 0; rows--, t += NR_BYTES, c += cRow) {
    let p = t;
    let q = c;
    for (const end = t + cols * bytes; p < end; p += bytes, q += cCol) {
      if (!add) move(bytes, p, q);
      else if (bytes == 8) store<f64>(q, load<f64>(q) + load<f64>(p));
      else store<f32>(q, load<f32>(q) + load<f32>(p));
    }
  }
}
