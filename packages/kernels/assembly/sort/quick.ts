import { FEW, sortFew } from "./few";
import { pivotOf } from "./pivot";
import { split, splitEqual } from "./split";

/**
 * Sorts n numbers at a, none of them NaN, into `to`: quicksort that moves each part into the other buffer and back. b has room for n
 * numbers; `to` may be either buffer. `box` has 256 bytes.
 *
 * @param budget - levels after which pivots halve the range of bits, so that there are at most 64 more
 */
export function quickSort<T>(n: i32, a: usize, b: usize, to: usize, budget: i32, box: usize): void {
  for (; n > FEW; budget--) {
    const pivot = pivotOf<T>(n, a, budget, box);
    let k = split<T>(n, a, b, pivot);
    if (k > 0) quickSort<T>(k, b, a, to, budget - 1, box);
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
  if (n > 0) sortFew<T>(n, a, to, box);
}
