/** The most numbers that one network sorts. */
export const FEW: i32 = 16;
/** Bytes that the network works in, and may read beyond its input. */
export const FEW_BYTES: usize = 128;

/** @inline */
function low(a: v128, b: v128): v128 {
  return f64x2.pmin(a, b);
}

/** @inline */
function high(a: v128, b: v128): v128 {
  return f64x2.pmax(a, b);
}

/**
 * Sorts n ≤ 16 numbers at `from`, none of them NaN, into `to` by a network without branches, in float64: two columns of eight, side by
 * side in vectors, and their merge. `box` has 128 bytes. `to` may be `from`.
 */
export function sortFew<T>(n: i32, from: usize, to: usize, box: usize): void {
  fill<T>(n, from, box);
  sortColumns(box);
  sortColumns(box + 64);
  mergeColumns(box);
  mergeLanes(box);
  const last = to + <usize>(n - 1) * sizeof<T>();
  for (; to < last; to += 2 * sizeof<T>(), box += 16) {
    if (sizeof<T>() == 8) v128.store(to, v128.load(box));
    else v128.store64_lane(to, f32x4.demote_f64x2_zero(v128.load(box)), 0);
  }
  if (to == last) store<T>(to, <T>load<f64>(box));
}

/** Sixteen numbers, those beyond the n infinite: they stay behind. */
function fill<T>(n: i32, from: usize, box: usize): void {
  const count = f64x2.splat(<f64>n);
  const two = f64x2.splat(2);
  const infinite = f64x2.splat(Infinity);
  let at = f64x2(0, 1);
  for (const end = box + 128; box < end; box += 32, from += 4 * sizeof<T>()) {
    const next = f64x2.add(at, two);
    v128.store(box, v128.bitselect(pair<T>(from), infinite, f64x2.lt(at, count)));
    v128.store(box, v128.bitselect(pair<T>(from + 2 * sizeof<T>()), infinite, f64x2.lt(next, count)), 16);
    at = f64x2.add(next, two);
  }
}

/** @inline */
function pair<T>(p: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(p) : f64x2.promote_low_f32x4(v128.load64_zero(p));
}

/** Both columns of four vectors. */
function sortColumns(p: usize): void {
  const a = v128.load(p);
  const b = v128.load(p, 16);
  const c = v128.load(p, 32);
  const d = v128.load(p, 48);
  const a1 = low(a, b);
  const b1 = high(a, b);
  const c1 = low(c, d);
  const d1 = high(c, d);
  const b2 = high(a1, c1);
  const c2 = low(b1, d1);
  v128.store(p, low(a1, c1));
  v128.store(p, low(b2, c2), 16);
  v128.store(p, high(b2, c2), 32);
  v128.store(p, high(b1, d1), 48);
}

/** Columns of four and four to columns of eight: Batcher's odd-even merge. */
function mergeColumns(p: usize): void {
  const a = v128.load(p);
  const b = v128.load(p, 16);
  const c = v128.load(p, 32);
  const d = v128.load(p, 48);
  const e = v128.load(p, 64);
  const f = v128.load(p, 80);
  const g = v128.load(p, 96);
  const h = v128.load(p, 112);
  const e1 = high(a, e);
  const f1 = high(b, f);
  const c1 = low(c, g);
  const d1 = low(d, h);
  const c2 = low(c1, e1);
  const e2 = high(c1, e1);
  const d2 = low(d1, f1);
  const f2 = high(d1, f1);
  const b1 = low(b, f);
  const g1 = high(c, g);
  v128.store(p, low(a, e));
  v128.store(p, low(b1, c2), 16);
  v128.store(p, high(b1, c2), 32);
  v128.store(p, low(d2, e2), 48);
  v128.store(p, high(d2, e2), 64);
  v128.store(p, low(f2, g1), 80);
  v128.store(p, high(f2, g1), 96);
  v128.store(p, high(d, h), 112);
}

/**
 * Both columns, a and b, to one list. Of aᵢ and b₇₋ᵢ the lesser ones are the lower half, a bitonic list, and the greater ones the upper:
 * each becomes a column again.
 */
function mergeLanes(p: usize): void {
  for (let q = p, r = p + 112; q < r; q += 16, r -= 16) {
    const v = v128.load(q);
    const w = v128.load(r);
    const turned = v128.shuffle<f64>(w, w, 1, 0);
    const lower = low(v, turned); // of i, and of 7 − i
    const upper = high(v, turned);
    v128.store(q, v128.shuffle<f64>(lower, upper, 0, 2));
    v128.store(r, v128.shuffle<f64>(lower, upper, 1, 3));
  }
  const a = v128.load(p);
  const b = v128.load(p, 16);
  const c = v128.load(p, 32);
  const d = v128.load(p, 48);
  const e = v128.load(p, 64);
  const f = v128.load(p, 80);
  const g = v128.load(p, 96);
  const h = v128.load(p, 112);
  halves(p, low(a, e), low(b, f), low(c, g), low(d, h));
  halves(p + 32, high(a, e), high(b, f), high(c, g), high(d, h));
}

/** Four vectors of bitonic columns in order, as rows: the first column's, and 64 bytes on the second's. */
function halves(p: usize, a: v128, b: v128, c: v128, d: v128): void {
  const a1 = low(a, c);
  const b1 = low(b, d);
  const c1 = high(a, c);
  const d1 = high(b, d);
  const a2 = low(a1, b1);
  const b2 = high(a1, b1);
  const c2 = low(c1, d1);
  const d2 = high(c1, d1);
  v128.store(p, v128.shuffle<f64>(a2, b2, 0, 2));
  v128.store(p, v128.shuffle<f64>(c2, d2, 0, 2), 16);
  v128.store(p, v128.shuffle<f64>(a2, b2, 1, 3), 64);
  v128.store(p, v128.shuffle<f64>(c2, d2, 1, 3), 80);
}
