import { key, value, wideKey, wideValue } from "./key";
import { radixSort, radixSortPairs } from "./radix";

/** Counts of digits: eight of 256. */
const COUNTS: usize = 8192;

export function sortLanes<T>(
  outer: i32,
  n: i32,
  inner: i32,
  down: i32,
  x: usize,
  values: usize,
  order: usize,
  work: usize,
): void {
  const z: usize = sizeof<T>();
  const step = <usize>inner * z;
  const block = <usize>n * step;
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const at = <usize>i * block + <usize>j * z;
      const o = order ? order + (at / z) * 4 : 0;
      const v = values ? values + at : 0;
      if (v == 0 || o != 0 || hasNegativeZero<T>(n, x + at, step)) {
        if (sizeof<T>() == 8) widePairs(n, inner, down, x + at, v, o, work);
        else pairs<T>(n, inner, down, x + at, v, o, work);
      } else if (sizeof<T>() == 8) wideKeys(n, step, down, x + at, v, work);
      else keys<T>(n, step, down, x + at, v, work);
    }
  }
}

/** Whether a key would lose the sign of a zero. */
function hasNegativeZero<T>(n: i32, x: usize, step: usize): bool {
  if (!isFloat<T>()) return false;
  for (; n > 0; n--, x += step) {
    if (sizeof<T>() == 8 ? load<i64>(x) == i64.MIN_VALUE : load<i32>(x) == i32.MIN_VALUE) return true;
  }
  return false;
}

/** Values of at most four bytes, from the keys themselves. */
function keys<T>(n: i32, step: usize, down: i32, x: usize, v: usize, work: usize): void {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 2);
  for (let p = a; p < end; p += 4, x += step) store<u32>(p, key<T>(load<T>(x), down));
  let p = radixSort<u32>(n, a, a + ((<usize>n) << 3), work, 0);
  for (; n > 0; n--, p += 4, v += step) store<T>(v, value<T>(load<u32>(p), down));
}

function wideKeys(n: i32, step: usize, down: i32, x: usize, v: usize, work: usize): void {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 3);
  for (let p = a; p < end; p += 8, x += step) store<u64>(p, wideKey(load<f64>(x), down));
  let p = radixSort<u64>(n, a, end, work, 0);
  for (; n > 0; n--, p += 8, v += step) store<f64>(v, wideValue(load<u64>(p), down));
}

/** Key and place in one number, sorted by the key: the order, and values taken by it. */
function pairs<T>(n: i32, inner: i32, down: i32, x: usize, v: usize, o: usize, work: usize): void {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 3);
  const step = <usize>inner * sizeof<T>();
  let from = x;
  let i: u64 = 0;
  for (let p = a; p < end; p += 8, from += step, i++) store<u64>(p, ((<u64>key<T>(load<T>(from), down)) << 32) | i);
  let p = radixSort<u64>(n, a, end, work, 4);
  for (; n > 0; n--, p += 8) {
    const place = load<u32>(p);
    if (o) {
      store<u32>(o, place);
      o += (<usize>inner) << 2;
    }
    if (v) {
      store<T>(v, load<T>(x + <usize>place * step));
      v += step;
    }
  }
}

function widePairs(n: i32, inner: i32, down: i32, x: usize, v: usize, o: usize, work: usize): void {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 3);
  const places = a + ((<usize>n) << 4);
  const step = (<usize>inner) << 3;
  let from = x;
  let i = 0;
  for (let p = a; p < end; p += 8, from += step, i++) {
    store<u64>(p, wideKey(load<f64>(from), down));
    store<u32>(places + ((<usize>i) << 2), i);
  }
  let p = radixSortPairs(n, a, end, places, work);
  for (; n > 0; n--, p += 4) {
    const place = load<u32>(p);
    if (o) {
      store<u32>(o, place);
      o += (<usize>inner) << 2;
    }
    if (v) {
      store<f64>(v, load<f64>(x + <usize>place * step));
      v += step;
    }
  }
}
