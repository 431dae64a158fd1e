/** Elementwise kernels work on whole blocks of operands: four vectors, 16 float32 or 8 float64. */
export const BLOCK: i32 = 64;

/** Fills a block with the number at `from`. */
export function splatBlock<T>(from: usize, to: usize): void {
  const v = v128.load_splat<T>(from);
  v128.store(to, v);
  v128.store(to, v, 16);
  v128.store(to, v, 32);
  v128.store(to, v, 48);
}

/** Copies fewer bytes than a block; a call of `memory.copy` would cost more. */
export function copyBytes<U>(bytes: i32, from: usize, to: usize): void {
  for (const end = to + bytes; to < end; from += sizeof<U>(), to += sizeof<U>()) store<U>(to, load<U>(from));
}

/**
 * Four masks as numbers 0 and 1, one byte each: 16 of float32, 8 of float64.
 * @inline
 */
export function storeBools<T>(to: usize, m0: v128, m1: v128, m2: v128, m3: v128): void {
  const low = i16x8.narrow_i32x4_s(m0, m1);
  const high = i16x8.narrow_i32x4_s(m2, m3);
  const bytes = v128.and(i8x16.narrow_i16x8_s(low, high), i8x16.splat(1));
  if (sizeof<T>() == 4) v128.store(to, bytes);
  else v128.store64_lane(to, i8x16.shuffle(bytes, bytes, 0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14), 0);
}
