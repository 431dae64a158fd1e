import { MR, NR_BYTES } from "../gemm/tile";

/** A vector whose sign bits turn those of imaginary parts: of conjugates. @inline */
export function turner<T>(conjugate: bool): v128 {
  return v128.splat<T>(conjugate ? <T>-0.0 : <T>0);
}

/**
 * Packs rows of a complex A (any strides, in bytes) into panels of two rows: k pairs of real parts, then k of imaginary ones, then
 * k of the sums of both. A last odd row is paired with itself: what the pair gives is not stored.
 */
export function packRows<T>(rows: i32, k: i32, a: usize, aRow: isize, aCol: isize, conjugate: bool, to: usize): void {
  const plane = k * MR * sizeof<T>();
  for (; rows > 0; rows -= MR, a += MR * aRow, to += 3 * plane) {
    splitLine<T>(k, a, rows < MR ? a : a + aRow, aCol, conjugate, to, MR * sizeof<T>(), plane);
  }
}

/**
 * Packs columns of a complex B into panels of four vectors of them: k rows of real parts, of imaginary ones and of sums. In the place
 * of columns that a last panel lacks there is its last one.
 */
export function packColumns<T>(
  k: i32,
  cols: i32,
  b: usize,
  bRow: isize,
  bCol: isize,
  conjugate: bool,
  to: usize,
): void {
  const plane = k * NR_BYTES;
  const width: i32 = NR_BYTES / sizeof<T>();
  for (; cols > 0; cols -= width, b += width * bCol, to += 3 * plane) {
    if (bRow > bCol && cols >= width) packWhole<T>(k, b, bRow, bCol, conjugate, to, plane);
    else {
      for (let j = 0; j < width; j += 2) {
        const x = b + min(j, cols - 1) * bCol;
        const y = b + min(j + 1, cols - 1) * bCol;
        splitLine<T>(k, x, y, bRow, conjugate, to + j * sizeof<T>(), NR_BYTES, plane);
      }
    }
  }
}

/** Row by row, where the numbers of a row are nearer to each other than those of a column. */
function packWhole<T>(k: i32, b: usize, bRow: isize, bCol: isize, conjugate: bool, to: usize, plane: usize): void {
  const turn = turner<T>(conjugate);
  for (; k > 0; k--, b += bRow) {
    let p = b;
    for (const end = to + NR_BYTES; to < end; to += 2 * sizeof<T>(), p += 2 * bCol) {
      split<T>(p, p + bCol, turn, to, plane);
    }
  }
}

/** k pairs of numbers `from` bytes apart, their parts `step` bytes apart. */
function splitLine<T>(
  k: i32,
  x: usize,
  y: usize,
  from: isize,
  conjugate: bool,
  to: usize,
  step: usize,
  plane: usize,
): void {
  const turn = turner<T>(conjugate);
  for (; k > 0; k--, x += from, y += from, to += step) split<T>(x, y, turn, to, plane);
}

/** The real parts of two numbers, their imaginary parts and the sums of both, a plane apart. @inline */
function split<T>(x: usize, y: usize, turn: v128, to: usize, plane: usize): void {
  if (sizeof<T>() == 8) {
    const p = v128.load(x);
    const q = v128.load(y);
    const re = v128.shuffle<f64>(p, q, 0, 2);
    const im = v128.xor(v128.shuffle<f64>(p, q, 1, 3), turn);
    v128.store(to, re);
    v128.store(to + plane, im);
    v128.store(to + 2 * plane, f64x2.add(re, im));
  } else {
    const p = v128.load64_zero(x);
    const q = v128.load64_zero(y);
    const re = v128.shuffle<f32>(p, q, 0, 4, 0, 4);
    const im = v128.xor(v128.shuffle<f32>(p, q, 1, 5, 1, 5), turn);
    v128.store64_lane(to, re, 0);
    v128.store64_lane(to + plane, im, 0);
    v128.store64_lane(to + 2 * plane, f32x4.add(re, im), 0);
  }
}
