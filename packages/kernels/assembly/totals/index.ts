/** o[s, i] ← x[s, 0, i] + x[s, 1, i] + … for contiguous integers x of shape [outer, n, inner], in 64 bits, as float64. */
function reduce<T>(outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  const row = inner * sizeof<T>();
  for (; outer > 0; outer--, x += n * row) {
    for (let i = 0; i < row; i += sizeof<T>(), o += 8) store<f64>(o, <f64>ofNumbers<T>(n, x + i, row));
  }
}

/** Vectors are added in lanes of 32 bits, as many as these hold, which then are added in 64; numbers with gaps one by one. */
function ofNumbers<T>(n: i32, x: usize, step: i32): i64 {
  const lanes: i32 = 16 / sizeof<T>();
  const most: i32 = sizeof<T>() == 4 ? 1 : 16384; // 2 · 65535 · 16384 < 2³¹
  let total = i64x2.splat(0);
  if (step == sizeof<T>()) {
    for (; n >= lanes;) {
      let sum = i32x4.splat(0);
      for (let i = min(n / lanes, most); i > 0; i--, n -= lanes, x += 16)
        sum = i32x4.add(sum, quarters<T>(v128.load(x)));
      total = i64x2.add(total, i64x2.add(low<T>(sum), high<T>(sum)));
    }
  }
  let sum = i64x2.extract_lane(total, 0) + i64x2.extract_lane(total, 1);
  for (; n > 0; n--, x += step) sum += <i64>load<T>(x);
  return sum;
}

/** Neighbours added up until there are four numbers of 32 bits. @inline */
function quarters<T>(v: v128): v128 {
  if (sizeof<T>() == 4) return v;
  if (isSigned<T>()) {
    return i32x4.extadd_pairwise_i16x8_s(sizeof<T>() == 1 ? i16x8.extadd_pairwise_i8x16_s(v) : v);
  }
  return i32x4.extadd_pairwise_i16x8_u(sizeof<T>() == 1 ? i16x8.extadd_pairwise_i8x16_u(v) : v);
}

/** Two of four sums, in 64 bits. Those of narrow integers are below 2³¹, so that their sign is theirs. @inline */
function low<T>(v: v128): v128 {
  return sizeof<T>() == 4 && !isSigned<T>() ? i64x2.extend_low_i32x4_u(v) : i64x2.extend_low_i32x4_s(v);
}

/** The other two. @inline */
function high<T>(v: v128): v128 {
  return sizeof<T>() == 4 && !isSigned<T>() ? i64x2.extend_high_i32x4_u(v) : i64x2.extend_high_i32x4_s(v);
}

// `op` is 0: sums of integers have a module of their own.

export function i8_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<i8>(outer, n, inner, x, o);
}

export function u8_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<u8>(outer, n, inner, x, o);
}

export function i16_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<i16>(outer, n, inner, x, o);
}

export function u16_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<u16>(outer, n, inner, x, o);
}

export function i32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<i32>(outer, n, inner, x, o);
}

export function u32_reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  reduce<u32>(outer, n, inner, x, o);
}
