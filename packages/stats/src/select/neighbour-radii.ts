/** Numbers in order, to count how many are near one. */
export class Line {
  readonly sorted: Float64Array;

  constructor(numbers: Float64Array) {
    this.sorted = numbers.toSorted();
  }

  /** How many are nearer to `at` than `radius`. Distances are rounded as those that made the radius were, so that its own number is not counted. */
  within(at: number, radius: number): number {
    const first = this.search((v) => !(v < at && at - v >= radius));
    const end = this.search((v) => v > at && v - at >= radius);
    return Math.max(1, end - first); // itself, where the radius is 0
  }

  /** The first place from which on something holds. */
  private search(holds: (v: number) => boolean): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.sorted[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The distance of each number to its k-th neighbour. */
export function ownRadii(x: Float64Array, k: number): Float64Array {
  const order = orderOf(x);
  const radii = new Float64Array(x.length);
  order.forEach((i, place) => {
    let [left, right] = [place - 1, place + 1];
    for (let found = 0; found < k; found++) {
      const before = left >= 0 ? x[i] - x[order[left]] : Infinity;
      const behind = right < order.length ? x[order[right]] - x[i] : Infinity;
      radii[i] = Math.min(before, behind);
      if (before <= behind) left--;
      else right++;
    }
  });
  return radii;
}

/**
 * The distance max(|Δx|, |Δy|) of each point of a plane to its k-th neighbour: outwards in order of x, until |Δx| alone is as far as the k-th so far.
 */
export function jointRadii(x: Float64Array, y: Float64Array, k: number): Float64Array {
  const order = orderOf(x);
  const radii = new Float64Array(x.length);
  const nearest = new Float64Array(k);
  order.forEach((i, place) => {
    nearest.fill(Infinity);
    let [left, right] = [place - 1, place + 1];
    while (true) {
      const before = left >= 0 ? x[i] - x[order[left]] : Infinity;
      const behind = right < order.length ? x[order[right]] - x[i] : Infinity;
      const step = Math.min(before, behind);
      if (step >= nearest[k - 1]) break;
      const other = before <= behind ? order[left--] : order[right++];
      insert(nearest, Math.max(step, Math.abs(y[i] - y[other])));
    }
    radii[i] = nearest[k - 1];
  });
  return radii;
}

/** Into an ascending list, of which the last falls out. */
function insert(nearest: Float64Array, distance: number): void {
  let at = nearest.length - 1;
  if (distance >= nearest[at]) return;
  for (; at > 0 && nearest[at - 1] > distance; at--) nearest[at] = nearest[at - 1];
  nearest[at] = distance;
}

function orderOf(x: Float64Array): Uint32Array {
  return Uint32Array.from(x.keys()).sort((i, j) => x[i] - x[j]);
}
