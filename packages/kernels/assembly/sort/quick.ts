import { BOX } from "./buffer";
import { FEW, sortFew } from "./few";
import { levels, pivotOf } from "./pivot";
import { LONG, radixSort } from "./radix";
import { split, splitEqual } from "./split";

/**
 * Sorts n numbers at a, none of them NaN, into `to`: quicksort that moves each part into the other buffer and back. b has room for n
 * numbers; `to` may be either buffer. `box` has 256 bytes.
 *
 * @param budget - levels after which pivots halve the range of bits, so that there are at most 64 more
 * @param list - 0; or where parts of at most `least` numbers are noted, for other threads to sort
 */
export function quickSort<T>(
  n: i32,
  a: usize,
  b: usize,
  to: usize,
  budget: i32,
  least: i32,
  list: usize,
  box: usize,
): void {
  for (; n > least; budget--) {
    const pivot = pivotOf<T>(n, a, budget, box);
    let k = split<T>(n, a, b, pivot);
    if (k > 0) quickSort<T>(k, b, a, to, budget - 1, least, list, box);
    else {
      k = splitEqual<T>(n, a, b, pivot); // none is less
      for (let i = 0; i < k; i++) store<T>(to + <usize>i * sizeof<T>(), pivot);
    }
    n -= k;
    const t = a + <usize>k * sizeof<T>();
    a = b + <usize>k * sizeof<T>();
    b = t;
    to += <usize>k * sizeof<T>();
  }
  if (n == 0) return;
  if (list == 0) sortFew<T>(n, a, to, box);
  else note(n, a, b, to, list);
}

/** A list is the number of its parts, and from byte 16 on of each part four words. */
function note(n: i32, a: usize, b: usize, to: usize, list: usize): void {
  const count = load<i32>(list) + 1;
  store<i32>(list, count);
  const part = list + ((<usize>count) << 4);
  store<i32>(part, n);
  store<usize>(part, a, 4);
  store<usize>(part, b, 8);
  store<usize>(part, to, 12);
}

/** Sorts a part of a list. */
export function sortPart<T>(part: usize, work: usize): void {
  sortNumbers<T>(load<i32>(part), load<usize>(part, 4), load<usize>(part, 8), load<usize>(part, 12), work + BOX, work);
}

/** Sorts n numbers at a, none of them NaN, into `to`, which may be a. b has room for n numbers, `counts` for those of `radixSort`. */
export function sortNumbers<T>(n: i32, a: usize, b: usize, to: usize, counts: usize, box: usize): void {
  if (sizeof<T>() == 4 && n >= LONG) radixSort(n, a, b, to, counts);
  else quickSort<T>(n, a, b, to, levels(n), FEW, 0, box);
}
