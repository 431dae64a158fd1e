import { MR, NR_BYTES, tile } from "../gemm/tile";
import { packColumns, packRows } from "./pack";

/** Blocks: what is packed of a panel of B has three times 8 KiB, so that it stays in a first-level cache. */
const KC: i32 = 128;
const MC: i32 = 64;
const NC: i32 = 1024;
/** Up to so many terms a product is made of four real ones: the fourth costs less than what three take to be put together. */
const FEW: i32 = 8;

/** In the work space: α, three real tiles and one of complex numbers, A, B. */
const TILES: usize = 64;
const TILE_BYTES: usize = MR * NR_BYTES;
const EDGE: usize = TILES + 3 * TILE_BYTES;
const PACKED_A: usize = 1024;

/**
 * C ← α·A·B, or C + α·A·B, for complex A, m×k, and B, k×n, conjugated on request, and a real α at `work`. Strides in bytes, any; k ≥ 1.
 * With real and imaginary parts apart, three real products do: of A = P + i·Q and B = R + i·S
 *
 *     A·B = (P·R − Q·S) + i·((P + Q)·(R + S) − P·R − Q·S)
 *
 * @see Higham 1992, *Stability of a method for multiplying complex matrices with three real matrix multiplications*
 */
export function multiply<T>(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: isize,
  aCol: isize,
  conjugateA: bool,
  b: usize,
  bRow: isize,
  bCol: isize,
  conjugateB: bool,
  add: bool,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  const packedA = work + PACKED_A;
  const packedB = packedA + 3 * MC * KC * sizeof<T>();
  for (let jc = 0; jc < n; jc += NC) {
    const nc = min(NC, n - jc);
    for (let pc = 0; pc < k; pc += KC) {
      const kc = min(KC, k - pc);
      packColumns<T>(kc, nc, b + pc * bRow + jc * bCol, bRow, bCol, conjugateB, packedB);
      for (let ic = 0; ic < m; ic += MC) {
        const mc = min(MC, m - ic);
        packRows<T>(mc, kc, a + ic * aRow + pc * aCol, aRow, aCol, conjugateA, packedA);
        block<T>(mc, nc, kc, packedA, packedB, add || pc > 0, c + ic * cRow + jc * cCol, cRow, cCol, work);
      }
    }
  }
}

/** The product of a packed block of A and packed panels of B. */
function block<T>(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  add: bool,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  const width: i32 = NR_BYTES / sizeof<T>();
  const three = k > FEW;
  for (let j = 0; j < n; j += width, b += 3 * k * NR_BYTES) {
    const cols = min(width, n - j);
    let p = a;
    let q = c + j * cCol;
    for (let i = 0; i < m; i += MR, p += 3 * k * MR * sizeof<T>(), q += MR * cRow) {
      multiplyTile<T>(k, three, p, b, work);
      if (cols == width && m - i >= MR && cCol == 2 * sizeof<T>()) join<T>(three, work + TILES, add, q, cRow);
      else {
        join<T>(three, work + TILES, false, work + EDGE, 2 * NR_BYTES);
        storeEdge<T>(min(MR, m - i), cols, work + EDGE, add, q, cRow, cCol);
      }
    }
  }
}

/** The real products of a tile: P·R, Q·S, and (P + Q)·(R + S), or P·S + Q·R. */
function multiplyTile<T>(k: i32, three: bool, a: usize, b: usize, alpha: usize): void {
  const z = sizeof<T>();
  const planeA = k * MR * z;
  const planeB = k * NR_BYTES;
  const t = alpha + TILES;
  tile<T>(k, a, z, MR * z, b, NR_BYTES, t, NR_BYTES, alpha, false);
  tile<T>(k, a + planeA, z, MR * z, b + planeB, NR_BYTES, t + TILE_BYTES, NR_BYTES, alpha, false);
  const last = t + 2 * TILE_BYTES;
  if (three) tile<T>(k, a + 2 * planeA, z, MR * z, b + 2 * planeB, NR_BYTES, last, NR_BYTES, alpha, false);
  else {
    tile<T>(k, a, z, MR * z, b + planeB, NR_BYTES, last, NR_BYTES, alpha, false);
    tile<T>(k, a + planeA, z, MR * z, b, NR_BYTES, last, NR_BYTES, alpha, true);
  }
}

/** Complex numbers from the three real tiles at t. */
function join<T>(three: bool, t: usize, add: bool, c: usize, cRow: isize): void {
  for (let i = 0; i < MR; i++, t += NR_BYTES, c += cRow) {
    if (three) joinRow<T>(true, t, add, c);
    else joinRow<T>(false, t, add, c);
  }
}

/** A row, written out. @inline */
function joinRow<T>(three: bool, t: usize, add: bool, c: usize): void {
  if (add) {
    joinVector<T>(three, t, true, c);
    joinVector<T>(three, t + 16, true, c + 32);
    joinVector<T>(three, t + 32, true, c + 64);
    joinVector<T>(three, t + 48, true, c + 96);
  } else {
    joinVector<T>(three, t, false, c);
    joinVector<T>(three, t + 16, false, c + 32);
    joinVector<T>(three, t + 32, false, c + 64);
    joinVector<T>(three, t + 48, false, c + 96);
  }
}

/** A vector of each tile. @inline */
function joinVector<T>(three: bool, t: usize, add: bool, c: usize): void {
  const x = v128.load(t);
  const y = v128.load(t, TILE_BYTES);
  let im = v128.load(t, 2 * TILE_BYTES);
  const re = v128.sub<T>(x, y);
  if (three) im = v128.sub<T>(im, v128.add<T>(x, y));
  let low = sizeof<T>() == 8 ? v128.shuffle<f64>(re, im, 0, 2) : v128.shuffle<f32>(re, im, 0, 4, 1, 5);
  let high = sizeof<T>() == 8 ? v128.shuffle<f64>(re, im, 1, 3) : v128.shuffle<f32>(re, im, 2, 6, 3, 7);
  if (add) {
    low = v128.add<T>(v128.load(c), low);
    high = v128.add<T>(v128.load(c, 16), high);
  }
  v128.store(c, low);
  v128.store(c, high, 16);
}

/** The part of a tile that lies inside C. */
function storeEdge<T>(rows: i32, cols: i32, t: usize, add: bool, c: usize, cRow: isize, cCol: isize): void {
  const z = sizeof<T>();
  for (; rows > 0; rows--, t += 2 * NR_BYTES, c += cRow) {
    let p = t;
    let q = c;
    for (const end = t + 2 * cols * z; p < end; p += 2 * z, q += cCol) {
      store<T>(q, add ? load<T>(q) + load<T>(p) : load<T>(p));
      store<T>(q + z, add ? load<T>(q + z) + load<T>(p + z) : load<T>(p + z));
    }
  }
}
