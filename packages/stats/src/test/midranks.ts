/** Ranks of a sample, and what its ties take from the variance of rank statistics. */
export interface Midranks {
  /** 1 for the smallest; equal values share the mean of their ranks. */
  readonly ranks: Float64Array;
  /** Σ (t³ − t) over groups of t equal values. */
  readonly ties: number;
}

export function midranks(values: Float64Array): Midranks {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  let ties = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    const count = end - start;
    ties += count ** 3 - count;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
  }
  return { ranks, ties };
}

/** Samples one behind the other. */
export function pooled(samples: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(samples.reduce((n, sample) => n + sample.length, 0));
  let at = 0;
  for (const sample of samples) {
    all.set(sample, at);
    at += sample.length;
  }
  return all;
}
