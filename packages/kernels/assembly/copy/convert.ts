/** n float64 ← float32, contiguous. */
export function f64_from_f32(n: i32, x: usize, o: usize): void {
  const end = o + ((<usize>n) << 3);
  for (const last = end - 32; o <= last; o += 32, x += 16) {
    const v = v128.load(x);
    v128.store(o, f64x2.promote_low_f32x4(v));
    v128.store(o, f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 1)), 16);
  }
  for (; o < end; o += 8, x += 4) store<f64>(o, <f64>load<f32>(x));
}

/** n float32 ← float64 rounded to nearest, contiguous. */
export function f32_from_f64(n: i32, x: usize, o: usize): void {
  const end = o + ((<usize>n) << 2);
  for (const last = end - 16; o <= last; o += 16, x += 32) {
    const low = f32x4.demote_f64x2_zero(v128.load(x));
    const high = f32x4.demote_f64x2_zero(v128.load(x, 16));
    v128.store(o, v128.shuffle<f64>(low, high, 0, 2));
  }
  for (; o < end; o += 4, x += 8) store<f32>(o, <f32>load<f64>(x));
}
