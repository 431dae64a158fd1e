/** How many of n numbers are less than one of them; NaN is greater than all. */
export function lesser(x: f64, n: i32, p: usize): i32 {
  const end = p + ((<usize>n) << 3);
  const isNumber = x == x;
  const v = f64x2.splat(isNumber ? x : Infinity);
  const all = i64x2.splat(isNumber ? 0 : -1);
  let counts = i64x2.splat(0);
  for (const last = end - 16; n > 1 && p <= last; p += 16) {
    const w = v128.load(p);
    counts = i64x2.sub(counts, v128.or(f64x2.lt(w, v), v128.and(all, f64x2.eq(w, w))));
  }
  let count = <i32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
  if (p < end) {
    const y = load<f64>(p);
    count += <i32>(isNumber ? y < x : y == y);
  }
  return count;
}

/** The least of n numbers that is greater than one of them; this one itself where it has more than `equals` equals, and NaN where none is greater. */
export function leastAbove(x: f64, equals: i32, n: i32, p: usize): f64 {
  let above = NaN;
  for (; n > 0; n--, p += 8) {
    const y = load<f64>(p);
    if (y == x) equals--;
    else if (y > x && !(y >= above)) above = y;
  }
  return equals < 0 ? x : above;
}

/** Where the number that has `before` equals in front of it is; all NaN are equal. */
export function placeOfEqual(x: f64, before: i32, start: usize): i32 {
  let p = start;
  for (; before >= 0; p += 8) {
    const y = load<f64>(p);
    before -= <i32>(x == x ? y == x : y != y);
  }
  return <i32>((p - start) >> 3) - 1;
}
