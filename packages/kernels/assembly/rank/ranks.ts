import { buffer } from "../sort/buffer";
import { FLOAT64, copyNumbers, readWide } from "../sort/lane";
import { lesser, leastAbove, placeOfEqual } from "./find";
import { numberOfRank } from "./select";

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
  let to = a;
  if (pivot != pivot) {
    for (let i = 0, p = lane; i < n; i++, p += 8) to = keep(i, load<f64>(p) == load<f64>(p), to);
    for (let i = 0, p = lane; i < n; i++, p += 8) to = keep(i, load<f64>(p) != load<f64>(p), to);
  } else {
    for (let i = 0, p = lane; i < n; i++, p += 8) to = keep(i, load<f64>(p) < pivot, to);
    for (let i = 0, p = lane; i < n; i++, p += 8) to = keep(i, load<f64>(p) == pivot, to);
    for (let i = 0, p = lane; i < n; i++, p += 8) to = keep(i, !(load<f64>(p) <= pivot), to);
  }
  for (let p = a; p < to; p += 4, order += step) store<i32>(order, load<i32>(p));
}

/** Writes a place, and goes on to the next where it is wanted. @inline */
function keep(place: i32, wanted: bool, to: usize): usize {
  store<i32>(to, place);
  return to + ((<usize>wanted) << 2);
}

/** Where the elements of `count` ranks are in a lane of n, were it in order; a rank that follows the one before it takes one pass. */
export function placesOfRanks(n: i32, lane: usize, count: i32, ranks: usize, places: usize, work: usize): void {
  let last = -2;
  let number: f64 = 0;
  let less = 0;
  for (const end = ranks + ((<usize>count) << 2); ranks < end; ranks += 4, places += 4) {
    const rank = load<i32>(ranks);
    if (rank != last) {
      const follows = rank == last + 1 && number == number;
      if (follows) number = leastAbove(number, rank - less, n, lane);
      else number = numberAt(rank, n, lane, work);
      less = lesser(number, n, lane);
    }
    store<i32>(places, placeOfEqual(number, rank - less, lane));
    last = rank;
  }
}

/** The number of a rank; NaN is last. */
function numberAt(rank: i32, n: i32, lane: usize, work: usize): f64 {
  const a = buffer<f64>(0, n, work);
  const m = copyNumbers<f64>(n, lane, a);
  return rank < m ? numberOfRank(rank, m, a, buffer<f64>(1, n, work), work) : NaN;
}
