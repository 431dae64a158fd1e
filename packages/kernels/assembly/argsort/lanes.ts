import { key, wideKey } from "./key";
import { radixSort, radixSortPairs } from "./radix";

/** Counts of digits: eight of 256. */
const COUNTS: usize = 8192;

/** Where the elements of lanes are, in order. */
export function orderLanes<T>(outer: i32, n: i32, inner: i32, down: i32, x: usize, order: usize, work: usize): void {
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const at = <usize>i * <usize>n * <usize>inner + <usize>j;
      const from = x + at * sizeof<T>();
      const step = <usize>inner * sizeof<T>();
      let p = sizeof<T>() == 8 ? orderWide(n, step, down, from, work) : orderOf<T>(n, step, down, from, work);
      let o = order + (at << 2);
      for (let k = 0; k < n; k++, p += sizeof<T>() == 8 ? 4 : 8, o += (<usize>inner) << 2) store<u32>(o, load<u32>(p));
    }
  }
}

/** Key and place in one number, sorted by the key; answers where the first is. */
function orderOf<T>(n: i32, step: usize, down: i32, x: usize, work: usize): usize {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 3);
  let i: u64 = 0;
  for (let p = a; p < end; p += 8, x += step, i++) store<u64>(p, ((<u64>key<T>(load<T>(x), down)) << 32) | i);
  return radixSort(n, a, end, work);
}

/** Places that move with their keys; answers where the first is. */
function orderWide(n: i32, step: usize, down: i32, x: usize, work: usize): usize {
  const a = work + COUNTS;
  const end = a + ((<usize>n) << 3);
  const places = a + ((<usize>n) << 4);
  let i = 0;
  for (let p = a; p < end; p += 8, x += step, i++) {
    store<u64>(p, wideKey(load<f64>(x), down));
    store<u32>(places + ((<usize>i) << 2), i);
  }
  return radixSortPairs(n, a, end, places, work);
}
