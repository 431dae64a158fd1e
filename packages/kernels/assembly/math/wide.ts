/** Where float32 are computed as float64: they are exact on the way there, and rounded once on the way back. */

/** 128 bytes of float32 become 256 of float64. */
export function widen(x: usize, o: usize): void {
  for (const end = x + 128; x < end; x += 8, o += 16) v128.store(o, f64x2.promote_low_f32x4(v128.load64_zero(x)));
}

/** 256 bytes of float64 become 128 of float32, the nearest ones; o may be x. */
export function narrow(x: usize, o: usize): void {
  for (const end = x + 256; x < end; x += 16, o += 8) {
    v128.store64_lane(o, f32x4.demote_f64x2_zero(v128.load(x)), 0);
  }
}
