/**
 * For each of k rows of n complex numbers (any strides, in bytes) two rows of 2·n real ones: the numbers, and i times them.
 * T is the type of the parts.
 */
export function turned<T>(k: i32, n: i32, b: usize, bRow: isize, bCol: isize, to: usize): void {
  const row = n * 2 * sizeof<T>();
  for (; k > 0; k--, b += bRow, to += row) {
    let p = b;
    let l = n;
    if (sizeof<T>() == 4 && bCol == 8) {
      for (; l >= 2; l -= 2, p += 16, to += 16) {
        const x = v128.load(p);
        v128.store(to, x);
        v128.store(to + row, timesI<T>(x));
      }
    }
    for (; l > 0; l--, p += bCol, to += 2 * sizeof<T>()) {
      if (sizeof<T>() == 4) {
        const x = v128.load64_zero(p);
        v128.store64_lane(to, x, 0);
        v128.store64_lane(to + row, timesI<T>(x), 0);
      } else {
        const x = v128.load(p);
        v128.store(to, x);
        v128.store(to + row, timesI<T>(x));
      }
    }
  }
}

/** −Im x, Re x. @inline */
function timesI<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return v128.xor(v128.shuffle<f64>(x, x, 1, 0), i64x2(1 << 63, 0));
  return v128.xor(v128.shuffle<f32>(x, x, 1, 0, 3, 2), i32x4(1 << 31, 0, 1 << 31, 0));
}
