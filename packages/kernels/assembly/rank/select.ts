import { FEW, sortFew } from "../sort/few";
import { levels, pivotOf } from "../sort/pivot";
import { split, splitEqual } from "../sort/split";

/** The number of a rank, from 0, of n at a, none of them NaN. Both buffers are overwritten. */
export function numberOfRank(rank: i32, n: i32, a: usize, b: usize, box: usize): f64 {
  for (let budget = levels(n); n > FEW; budget--) {
    const pivot = pivotOf<f64>(n, a, budget, box);
    let k = split<f64>(n, a, b, pivot);
    if (k == 0) {
      k = splitEqual<f64>(n, a, b, pivot);
      if (rank < k) return pivot;
    }
    let t = b;
    b = a;
    a = t;
    if (rank < k) n = k;
    else {
      n -= k;
      rank -= k;
      a += (<usize>k) << 3;
      b += (<usize>k) << 3;
    }
  }
  sortFew<f64>(n, a, a, box);
  return load<f64>(a + ((<usize>rank) << 3));
}
