import { move } from "./scale";
import { MR, NR_BYTES } from "./tile";

/**
 * Packs rows of A (any strides, in bytes) into panels of two rows: for each k the two numbers side by side.
 * A last odd row is paired with itself: what the pair gives is not stored.
 */
export function packA(bytes: i32, rows: i32, k: i32, a: usize, rowStride: isize, colStride: isize, to: usize): void {
  for (let i = 0; i < rows; i += MR) {
    const p = a + i * rowStride;
    packPair(bytes, k, p, rows - i < MR ? p : p + rowStride, colStride, to);
    to += k * MR * bytes;
  }
}

/** Two rows of numbers `stride` bytes apart, interleaved. */
function packPair(bytes: i32, k: i32, p: usize, q: usize, stride: isize, to: usize): void {
  const end = to + k * MR * bytes;
  if (stride == bytes) {
    for (const last = end - 32; to <= last; p += 16, q += 16, to += 32) {
      const x = v128.load(p);
      const y = v128.load(q);
      v128.store(to, bytes == 8 ? interleaveLow<f64>(x, y) : interleaveLow<f32>(x, y));
      v128.store(to, bytes == 8 ? interleaveHigh<f64>(x, y) : interleaveHigh<f32>(x, y), 16);
    }
  }
  for (; to < end; p += stride, q += stride, to += MR * bytes) {
    move(bytes, p, to);
    move(bytes, q, to + bytes);
  }
}

/**
 * Packs columns of B (any strides, in bytes) into panels of four vectors: for each k a row of 16 float32 or 8 float64.
 * The last panel is filled with zeros.
 */
export function packB(bytes: i32, k: i32, cols: i32, b: usize, rowStride: isize, colStride: isize, to: usize): void {
  const width = NR_BYTES / bytes;
  for (let j = 0; j < cols; j += width) {
    const p = b + j * colStride;
    if (cols - j < width) packSomeColumns(bytes, k, cols - j, p, rowStride, colStride, to);
    else if (colStride == bytes) packRows(k, p, rowStride, to);
    else packColumns(bytes, k, p, rowStride, colStride, to);
    to += k * NR_BYTES;
  }
}

/** Rows of four vectors, contiguous in B. */
function packRows(k: i32, p: usize, rowStride: isize, to: usize): void {
  for (; k > 0; k--, p += rowStride, to += NR_BYTES) {
    v128.store(to, v128.load(p));
    v128.store(to, v128.load(p, 16), 16);
    v128.store(to, v128.load(p, 32), 32);
    v128.store(to, v128.load(p, 48), 48);
  }
}

/** Columns as pairs, so that a transposed B is read along its rows. */
function packColumns(bytes: i32, k: i32, p: usize, rowStride: isize, colStride: isize, to: usize): void {
  const pair = 2 * bytes;
  for (const end = to + NR_BYTES; to < end; to += pair, p += 2 * colStride) {
    let x = p;
    let y = p + colStride;
    let t = to;
    let l = k;
    if (rowStride == bytes) {
      const lanes: i32 = 16 / bytes;
      for (; l >= lanes; l -= lanes, x += 16, y += 16, t += lanes * NR_BYTES) {
        if (bytes == 8) storePairs<f64>(t, v128.load(x), v128.load(y));
        else storePairs<f32>(t, v128.load(x), v128.load(y));
      }
    }
    for (; l > 0; l--, x += rowStride, y += rowStride, t += NR_BYTES) {
      move(bytes, x, t);
      move(bytes, y, t + bytes);
    }
  }
}

function packSomeColumns(bytes: i32, k: i32, cols: i32, p: usize, rowStride: isize, colStride: isize, to: usize): void {
  for (; k > 0; k--, p += rowStride) {
    const end = to + NR_BYTES;
    let q = p;
    for (const last = to + cols * bytes; to < last; to += bytes, q += colStride) move(bytes, q, to);
    for (; to < end; to += 4) store<u32>(to, 0);
  }
}

/** (x₀, y₀), (x₁, y₁), … to rows of a panel. @inline */
function storePairs<T>(t: usize, x: v128, y: v128): void {
  const low = interleaveLow<T>(x, y);
  const high = interleaveHigh<T>(x, y);
  if (sizeof<T>() == 8) {
    v128.store(t, low);
    v128.store(t, high, NR_BYTES);
  } else {
    v128.store64_lane(t, low, 0);
    v128.store64_lane(t, low, 1, NR_BYTES);
    v128.store64_lane(t, high, 0, 2 * NR_BYTES);
    v128.store64_lane(t, high, 1, 3 * NR_BYTES);
  }
}

/** x₀ y₀ (x₁ y₁). @inline */
function interleaveLow<T>(x: v128, y: v128): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(x, y, 0, 2);
  return v128.shuffle<f32>(x, y, 0, 4, 1, 5);
}

/** x₁ y₁, or x₂ y₂ x₃ y₃. @inline */
function interleaveHigh<T>(x: v128, y: v128): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(x, y, 1, 3);
  return v128.shuffle<f32>(x, y, 2, 6, 3, 7);
}
