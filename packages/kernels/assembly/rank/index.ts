import { bytesOf } from "../sort/lane";
import { laneOf, partitionLane, placesOfRanks } from "./ranks";

// Lanes of n elements that lie `inner` apart, of the dtype with this code. `work` has room for 24·n + 1024 bytes.

/** order ← of each lane, where the elements before the one of rank `kth` are, where it and its equals are, and where those after it. */
export function argpartition(
  code: i32,
  outer: i32,
  n: i32,
  inner: i32,
  kth: i32,
  down: i32,
  x: usize,
  order: usize,
  work: usize,
): void {
  const z = bytesOf(code);
  const step = <usize>inner * z;
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const at = <usize>i * <usize>n * <usize>inner + <usize>j;
      const to = order + (at << 2);
      const from = x + at * z;
      partitionLane(n, kth, laneOf(code, n, step, down, from, work), to, (<usize>inner) << 2, work);
    }
  }
}

/** places ← of each row, where the elements of `count` ranks are, those of the row's own. */
export function argselect(
  code: i32,
  rows: i32,
  n: i32,
  count: i32,
  x: usize,
  ranks: usize,
  places: usize,
  work: usize,
): void {
  const z = bytesOf(code);
  for (let i = 0; i < rows; i++) {
    placesOfRanks(n, laneOf(code, n, z, 0, x, work), count, ranks, places, work);
    x += <usize>n * z;
    ranks += (<usize>count) << 2;
    places += (<usize>count) << 2;
  }
}
