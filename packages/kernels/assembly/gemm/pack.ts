import { MR, NR_BYTES } from "./tile";

/**
 * Packs rows of A (any strides, in bytes) into panels of two rows: for each k the two numbers side by side.
 * A last odd row is paired with itself: what the pair gives is not stored.
 */
export function packA<T>(rows: i32, k: i32, a: usize, rowStride: isize, colStride: isize, to: usize): void {
  for (let i = 0; i < rows; i += MR) {
    const p = a + i * rowStride;
    packPair<T>(k, p, rows - i < MR ? p : p + rowStride, colStride, to);
    to += k * MR * sizeof<T>();
  }
}

/** Two rows of numbers `stride` bytes apart, interleaved. */
function packPair<T>(k: i32, p: usize, q: usize, stride: isize, to: usize): void {
  const end = to + k * MR * sizeof<T>();
  if (stride == sizeof<T>()) {
    for (const last = end - 32; to <= last; p += 16, q += 16, to += 32) {
      const x = v128.load(p);
      const y = v128.load(q);
      v128.store(to, interleaveLow<T>(x, y));
      v128.store(to, interleaveHigh<T>(x, y), 16);
    }
  }
  for (; to < end; p += stride, q += stride, to += MR * sizeof<T>()) {
    store<T>(to, load<T>(p));
    store<T>(to, load<T>(q), sizeof<T>());
  }
}

/**
 * Packs columns of B (any strides, in bytes) into panels of four vectors: for each k a row of 16 float32 or 8 float64.
 * The last panel is filled with zeros.
 */
export function packB<T>(k: i32, cols: i32, b: usize, rowStride: isize, colStride: isize, to: usize): void {
  const width = NR_BYTES / sizeof<T>();
  for (let j = 0; j < cols; j += width) {
    const p = b + j * colStride;
    if (cols - j < width) packSomeColumns<T>(k, cols - j, p, rowStride, colStride, to);
    else if (colStride == sizeof<T>()) packRows(k, p, rowStride, to);
    else packColumns<T>(k, p, rowStride, colStride, to);
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
function packColumns<T>(k: i32, p: usize, rowStride: isize, colStride: isize, to: usize): void {
  const pair = 2 * sizeof<T>();
  for (const end = to + NR_BYTES; to < end; to += pair, p += 2 * colStride) {
    let x = p;
    let y = p + colStride;
    let t = to;
    let l = k;
    if (rowStride == sizeof<T>()) {
      const lanes: i32 = 16 / sizeof<T>();
      for (; l >= lanes; l -= lanes, x += 16, y += 16, t += lanes * NR_BYTES) {
        storePairs<T>(t, v128.load(x), v128.load(y));
      }
    }
    for (; l > 0; l--, x += rowStride, y += rowStride, t += NR_BYTES) {
      store<T>(t, load<T>(x));
      store<T>(t, load<T>(y), sizeof<T>());
    }
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

function packSomeColumns<T>(k: i32, cols: i32, p: usize, rowStride: isize, colStride: isize, to: usize): void {
  for (; k > 0; k--, p += rowStride) {
    const end = to + NR_BYTES;
    let q = p;
    for (const last = to + cols * sizeof<T>(); to < last; to += sizeof<T>(), q += colStride) store<T>(to, load<T>(q));
    for (; to < end; to += sizeof<T>()) store<T>(to, <T>0);
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
