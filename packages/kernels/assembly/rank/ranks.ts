import { buffer } from "../sort/buffer";
import { FLOAT64, copyNumbers, readWide } from "../sort/lane";
import { numberOfRank } from "./select";

/** What numbers are to one of them; NaN is the greatest. */
const BEFORE: i32 = 0;
const EQUAL: i32 = 1;
const AFTER: i32 = 2;

/** @inline */
function is(kind: i32, x: f64, pivot: f64): bool {
  if (pivot != pivot) return kind == BEFORE ? x == x : kind == EQUAL && x != x;
  return kind == BEFORE ? x < pivot : kind == EQUAL ? x == pivot : !(x <= pivot);
}

/** A lane as float64, its order turned where it is to descend: where it is, or in the third buffer. */
export function laneOf(code: i32, n: i32, step: usize, down: i32, x: usize, work: usize): usize {
  if (code == FLOAT64 && step == 8 && !down) return x;
  const lane = buffer<f64>(2, n, work);
  readWide(code, n, x, step, lane);
  if (!down) return lane;
  for (let p = lane; n > 0; n--, p += 8) store<f64>(p, -load<f64>(p));
  return lane;
}

/** Where the elements of a lane are that come before the one of rank `kth`, then it and its equals, then those after it, each in their order. */
export function partitionLane(n: i32, kth: i32, lane: usize, order: usize, step: usize, work: usize): void {
  const pivot = numberAt(kth, n, lane, work);
  const a = buffer<f64>(0, n, work);
  const end = lane + ((<usize>n) << 3);
  let to = a;
  for (let kind = BEFORE; kind <= AFTER; kind++) {
    let place = 0;
    for (let p = lane; p < end; p += 8, place++) {
      store<i32>(to, place);
      to += (<usize>is(kind, load<f64>(p), pivot)) << 2;
    }
  }
  for (let p = a; p < to; p += 4, order += step) store<i32>(order, load<i32>(p));
}

/** Where the elements of `count` ranks are in a lane of n, were it in order. */
export function placesOfRanks(n: i32, lane: usize, count: i32, ranks: usize, places: usize, work: usize): void {
  for (const end = ranks + ((<usize>count) << 2); ranks < end; ranks += 4, places += 4) {
    const rank = load<i32>(ranks);
    const pivot = numberAt(rank, n, lane, work);
    store<i32>(places, placeOf(rank, pivot, n, lane));
  }
}

/** The number of a rank; NaN is last. */
function numberAt(rank: i32, n: i32, lane: usize, work: usize): f64 {
  const a = buffer<f64>(0, n, work);
  const m = copyNumbers<f64>(n, lane, a);
  return rank < m ? numberOfRank(rank, m, a, buffer<f64>(1, n, work), work) : NaN;
}

/** Where the element of a rank is, given what it is. */
function placeOf(rank: i32, pivot: f64, n: i32, lane: usize): i32 {
  const end = lane + ((<usize>n) << 3);
  for (let p = lane; p < end; p += 8) rank -= <i32>is(BEFORE, load<f64>(p), pivot);
  let next = lane;
  for (; rank >= 0; next += 8) rank -= <i32>is(EQUAL, load<f64>(next), pivot);
  return <i32>((next - lane) >> 3) - 1;
}
