/**
 * The largest element of every window of every plane, and where in its plane the first of them is; NaN is larger than all others.
 * `rows` and `cols` hold the beginning and the end of each window, whose elements are so many steps apart.
 */
export function largest<T>(
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  rows: usize,
  rowStep: i32,
  cols: usize,
  colStep: i32,
  x: usize,
  y: usize,
  places: usize,
): void {
  const z = sizeof<T>();
  for (; planes > 0; planes--, x += height * width * z) {
    for (let i = 0; i < down; i++) {
      const top = load<i32>(rows + (i << 3));
      const bottom = load<i32>(rows + (i << 3), 4);
      for (let j = 0; j < across; j++, y += z, places += 4) {
        const left = load<i32>(cols + (j << 3));
        const right = load<i32>(cols + (j << 3), 4);
        let at = top * width + left;
        let best = load<T>(x + at * z);
        for (let h = top; h < bottom; h += rowStep) {
          for (let w = left; w < right; w += colStep) {
            const value = load<T>(x + (h * width + w) * z);
            if (value > best || (value != value && best == best)) {
              best = value;
              at = h * width + w;
            }
          }
        }
        store<T>(y, best);
        store<i32>(places, at);
      }
    }
  }
}

/** The same for float32 and windows of 2×2 that do not overlap, four at a time. `across` is at least 4. */
export function largestOfFour(
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  x: usize,
  y: usize,
  places: usize,
): void {
  for (; planes > 0; planes--, x += (height * width) << 2) {
    for (let i = 0; i < down; i++, y += across << 2, places += across << 2) {
      for (let j = 0; j < across; j += 4) {
        const k = min(j, across - 4); // the last four may have been done in part
        const first = 2 * i * width + 2 * k;
        fourWindows(x + (first << 2), width << 2, first, width, y + (k << 2), places + (k << 2));
      }
    }
  }
}

/** @inline */
function fourWindows(x: usize, row: usize, first: i32, width: i32, y: usize, places: usize): void {
  const p = v128.load(x);
  const q = v128.load(x, 16);
  const r = v128.load(x + row);
  const s = v128.load(x + row, 16);
  let best = v128.shuffle<f32>(p, q, 0, 2, 4, 6);
  const start = i32x4.add(i32x4.splat(first), i32x4(0, 2, 4, 6));
  let at = start;
  const second = v128.shuffle<f32>(p, q, 1, 3, 5, 7);
  let wins = beats(second, best);
  best = v128.bitselect(second, best, wins);
  at = v128.bitselect(i32x4.add(start, i32x4.splat(1)), at, wins);
  const third = v128.shuffle<f32>(r, s, 0, 2, 4, 6);
  wins = beats(third, best);
  best = v128.bitselect(third, best, wins);
  at = v128.bitselect(i32x4.add(start, i32x4.splat(width)), at, wins);
  const fourth = v128.shuffle<f32>(r, s, 1, 3, 5, 7);
  wins = beats(fourth, best);
  v128.store(y, v128.bitselect(fourth, best, wins));
  v128.store(places, v128.bitselect(i32x4.add(start, i32x4.splat(width + 1)), at, wins));
}

/** @inline */
function beats(a: v128, b: v128): v128 {
  return v128.or(f32x4.gt(a, b), v128.and(f32x4.ne(a, a), f32x4.eq(b, b)));
}
