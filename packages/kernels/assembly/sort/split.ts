/** For each set of lanes, the bytes that put these in front of the others. */
const FRONT = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 4, 5, 6,
  7, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 0, 1,
  2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 8, 9, 10, 11, 0,
  1, 2, 3, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7,
  8, 9, 10, 11, 0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15, 0, 1, 2, 3, 8, 9, 10,
  11, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 8, 9, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1,
  2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 4, 5, 6, 7, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 0, 1, 2, 3, 4,
  5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
]);

/**
 * Moves n numbers at a to b, those less than the pivot to the front, and answers how many these are. No branch depends on them: a vector
 * of them, the lesser ones first, is written to both ends of what is free, and as much of it stays as belongs there.
 */
export function split<T>(n: i32, a: usize, b: usize, pivot: T): i32 {
  const z: usize = sizeof<T>();
  const lanes = 16 / <i32>z;
  const odd = n & (lanes - 1);
  const less = splitEach<T>(odd, a, b, b + <usize>n * z, pivot, false);
  let to = b + <usize>less * z;
  let rest = <usize>(n - odd) * z;
  const end = a + <usize>n * z;
  const p = v128.splat<T>(pivot);
  for (a += <usize>odd * z; a < end; a += 16) {
    let v = v128.load(a);
    let mask = 0;
    if (sizeof<T>() == 8) {
      mask = i64x2.bitmask(f64x2.lt(v, p));
      const w = v128.shuffle<f64>(v, v, 1, 0);
      v = v128.shuffle<f64>(f64x2.pmin(v, w), f64x2.pmax(v, w), 0, 3);
    } else {
      mask = i32x4.bitmask(f32x4.lt(v, p));
      v = i8x16.swizzle(v, v128.load(FRONT + ((<usize>mask) << 4)));
    }
    rest -= 16;
    v128.store(to, v);
    v128.store(to + rest, v);
    to += <usize>popcnt(mask) * z;
  }
  return <i32>((to - b) / z);
}

/** The same one by one, the upper part down from `end`; or with those in front that are equal to the pivot. */
function splitEach<T>(n: i32, a: usize, b: usize, end: usize, pivot: T, equal: bool): i32 {
  let to = b;
  for (const last = a + <usize>n * sizeof<T>(); a < last; a += sizeof<T>()) {
    const x = load<T>(a);
    end -= sizeof<T>();
    store<T>(to, x);
    store<T>(to + end - b, x);
    to += <usize>(equal ? x <= pivot : x < pivot) * sizeof<T>();
  }
  return <i32>((to - b) / sizeof<T>());
}

/** Of n numbers of which none is less than the pivot, those equal to it to the front. */
export function splitEqual<T>(n: i32, a: usize, b: usize, pivot: T): i32 {
  return splitEach<T>(n, a, b, b + <usize>n * sizeof<T>(), pivot, true);
}
