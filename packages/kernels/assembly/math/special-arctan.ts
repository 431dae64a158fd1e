/** Sums of two such numbers do not overflow. */
const LIMIT: f64 = 4e307;

/** Whether any of 32 points is at the origin, at infinity, or so far away that |x| + |y| overflows. */
export function isWild(y: usize, x: usize): bool {
  const zero = f64x2.splat(0);
  const limit = f64x2.splat(LIMIT);
  let ordinary = i64x2.splat(-1);
  for (const end = y + 256; y < end; y += 16, x += 16) {
    const far = f64x2.max(f64x2.abs(v128.load(y)), f64x2.abs(v128.load(x)));
    ordinary = v128.and(ordinary, v128.and(f64x2.gt(far, zero), f64x2.lt(far, limit)));
  }
  return !i64x2.all_true(ordinary);
}

/** Replaces such points by others in the same direction: (0, ±1) for the origin, (±1 or 0, ±1 or 0) for those at infinity. */
export function tame(y: usize, x: usize): void {
  for (const end = y + 256; y < end; y += 8, x += 8) {
    const v = load<f64>(y);
    const u = load<f64>(x);
    const far = max(Math.abs(v), Math.abs(u));
    if (far == 0) store<f64>(x, copysign<f64>(1, u));
    else if (far == Infinity) {
      store<f64>(y, copysign<f64>(f64(Math.abs(v) == Infinity), v));
      store<f64>(x, copysign<f64>(f64(Math.abs(u) == Infinity), u));
    } else if (far >= LIMIT) {
      store<f64>(y, v * 0.25);
      store<f64>(x, u * 0.25);
    }
  }
}
