/** Runs of this many are sorted by insertion, which beats merging there. */
const RUN = 12;

/**
 * Sorts `keys` upward in place, with NaN last, and fills `order` with the places where they were: a stable merge sort
 * from runs upward.
 */
export function mergeSort(keys: Float64Array, order: Int32Array): void {
  const n = numbersFirst(keys, order);
  for (let start = 0; start < n; start += RUN) insertionSort(keys, order, start, Math.min(start + RUN, n));
  if (n <= RUN) return;
  let from: Lane = { keys, order };
  let to: Lane = { keys: new Float64Array(n), order: new Int32Array(n) };
  for (let width = RUN; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width)
      merge(from, to, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
    [from, to] = [to, from];
  }
  if (from.keys === keys) return;
  keys.set(from.keys);
  order.set(from.order);
}

interface Lane {
  readonly keys: Float64Array;
  readonly order: Int32Array;
}

/** Moves NaN behind the numbers, all in their order; answers how many numbers there are. */
function numbersFirst(keys: Float64Array, order: Int32Array): number {
  const nans: number[] = [];
  let n = 0;
  for (let i = 0; i < keys.length; i++) {
    if (Number.isNaN(keys[i])) nans.push(i);
    else {
      keys[n] = keys[i];
      order[n++] = i;
    }
  }
  keys.fill(NaN, n);
  order.set(nans, n);
  return n;
}

function insertionSort(keys: Float64Array, order: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const [key, place] = [keys[i], order[i]];
    let j = i - 1;
    for (; j >= start && keys[j] > key; j--) {
      keys[j + 1] = keys[j];
      order[j + 1] = order[j];
    }
    keys[j + 1] = key;
    order[j + 1] = place;
  }
}

/** Merges [start, middle) and [middle, end); of equal keys the left one comes first. */
function merge(from: Lane, to: Lane, start: number, middle: number, end: number): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const next = left < middle && (right >= end || from.keys[left] <= from.keys[right]) ? left++ : right++;
    to.keys[at] = from.keys[next];
    to.order[at] = from.order[next];
  }
}
