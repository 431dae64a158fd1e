import type { Random } from "@linnet/core";

export type Rearrangement = "independent" | "swaps" | "pairings";

/** Orders of rows that lie one sample behind the other. */
export interface Rearrangements {
  /** How many there are that can differ: the order within a sample does not count, nor that of pairs. */
  readonly count: number;
  all(): Iterable<Int32Array>;
  draw(rng: Random): Int32Array;
}

export function rearrangements(kind: Rearrangement, sizes: readonly number[]): Rearrangements {
  const [n] = sizes;
  const total = sizes.reduce((a, b) => a + b);
  if (kind === "independent") {
    return {
      count: multinomial(sizes),
      all: () => partitions(identity(total), sizes),
      draw: (rng) => Int32Array.from(rng.permutation(total).toTypedArray()),
    };
  }
  if (kind === "swaps") {
    return { count: 2 ** n, all: () => allSwaps(n), draw: (rng) => swapped(n, rng.bernoulli(0.5, [n]).toTypedArray()) };
  }
  return {
    count: multinomial(Array.from({ length: n }, () => 1)),
    all: () => allPairings(n),
    draw: (rng) => paired(n, rng.permutation(n).toTypedArray()),
  };
}

/** (Σ nᵢ)! / ∏ nᵢ!, Infinity where that is more than a number holds. */
function multinomial(sizes: readonly number[]): number {
  let [count, total] = [1, 0];
  for (const size of sizes) for (let i = 1; i <= size; i++) count = (count * ++total) / i;
  return Math.round(count);
}

function identity(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}

/** All ways to share `rows` out among samples of these sizes, each sample ascending. */
function* partitions(rows: Int32Array, sizes: readonly number[]): Generator<Int32Array> {
  const [size, ...others] = sizes;
  if (others.length === 0) {
    yield rows;
    return;
  }
  for (const chosen of combinations(rows.length, size)) {
    const inside = new Set(chosen);
    const rest = rows.filter((_, i) => !inside.has(i));
    for (const tail of partitions(rest, others)) {
      const order = new Int32Array(rows.length);
      chosen.forEach((place, i) => (order[i] = rows[place]));
      order.set(tail, size);
      yield order;
    }
  }
}

/** Ascending k of 0, …, n − 1, in lexicographic order. */
function* combinations(n: number, k: number): Generator<Int32Array> {
  const chosen = identity(k);
  for (;;) {
    yield chosen.slice();
    let i = k - 1;
    while (i >= 0 && chosen[i] === n - k + i) i--;
    if (i < 0) return;
    chosen[i]++;
    for (let j = i + 1; j < k; j++) chosen[j] = chosen[j - 1] + 1;
  }
}

function* allSwaps(n: number): Generator<Int32Array> {
  for (let mask = 0; mask < 2 ** n; mask++) {
    yield swapped(
      n,
      Array.from({ length: n }, (_, i) => (mask >> i) & 1),
    );
  }
}

/** Pairs (i, n + i), of which some change places. */
function swapped(n: number, swaps: ArrayLike<number>): Int32Array {
  const order = identity(2 * n);
  for (let i = 0; i < n; i++) if (swaps[i]) [order[i], order[n + i]] = [n + i, i];
  return order;
}

/** Heap's algorithm. */
function* allPairings(n: number): Generator<Int32Array> {
  const second = identity(n);
  const counts = new Int32Array(n);
  yield paired(n, second);
  for (let i = 1; i < n;) {
    if (counts[i] < i) {
      const j = i % 2 ? counts[i] : 0;
      [second[i], second[j]] = [second[j], second[i]];
      yield paired(n, second);
      counts[i]++;
      i = 1;
    } else {
      counts[i] = 0;
      i++;
    }
  }
}

function paired(n: number, second: ArrayLike<number>): Int32Array {
  const order = identity(2 * n);
  for (let i = 0; i < n; i++) order[n + i] = n + second[i];
  return order;
}
