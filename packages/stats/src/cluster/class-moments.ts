import type { Rows } from "./rows.js";

/** Counts, means and variances (with divisor n) of the columns, class by class. */
export interface ClassMoments {
  readonly counts: Float64Array;
  /** A class a row. */
  readonly means: Rows;
  readonly variances: Rows;
}

/** By two passes: means about the first example of each class, then squares about the means, less what the means are off. */
export function momentsByClass({ values, count, columns }: Rows, indices: Int32Array, classes: number): ClassMoments {
  const counts = new Float64Array(classes);
  const first = new Int32Array(classes).fill(-1);
  const means = new Float64Array(classes * columns);
  for (let i = 0; i < count; i++) {
    const c = indices[i];
    counts[c]++;
    if (first[c] < 0) first[c] = i;
    for (let j = 0; j < columns; j++)
      means[c * columns + j] += values[i * columns + j] - values[first[c] * columns + j];
  }
  for (let at = 0; at < means.length; at++) {
    const c = Math.floor(at / columns);
    if (counts[c] > 0) means[at] = values[first[c] * columns + (at % columns)] + means[at] / counts[c];
  }
  const [sums, squares] = [new Float64Array(means.length), new Float64Array(means.length)];
  for (let i = 0; i < count; i++) {
    for (let j = 0, at = indices[i] * columns; j < columns; j++, at++) {
      const gap = values[i * columns + j] - means[at];
      sums[at] += gap;
      squares[at] += gap * gap;
    }
  }
  const variances = squares.map((square, at) => {
    const n = counts[Math.floor(at / columns)];
    return n > 0 ? Math.max(0, square - sums[at] ** 2 / n) / n : 0;
  });
  return {
    counts,
    means: { values: means, count: classes, columns },
    variances: { values: variances, count: classes, columns },
  };
}

/**
 * Of both sets of examples together.
 *
 * @see Chan, Golub & LeVeque 1983, *Algorithms for computing the sample variance*
 */
export function mergedMoments(a: ClassMoments, b: ClassMoments): ClassMoments {
  const { columns, count } = a.means;
  const [left, right] = [a.means.values, b.means.values];
  const [leftSpread, rightSpread] = [a.variances.values, b.variances.values];
  const share = (c: number): number => (b.counts[c] === 0 ? 0 : b.counts[c] / (a.counts[c] + b.counts[c]));
  const means = left.map((mean, at) => mean + (right[at] - mean) * share(Math.floor(at / columns)));
  const variances = leftSpread.map((spread, at) => {
    const of = share(Math.floor(at / columns));
    return spread * (1 - of) + rightSpread[at] * of + (right[at] - left[at]) ** 2 * of * (1 - of);
  });
  const shape = { count, columns };
  return {
    counts: a.counts.map((n, c) => n + b.counts[c]),
    means: { values: means, ...shape },
    variances: { values: variances, ...shape },
  };
}

/** Variances of the columns over all classes together, `[p]`: within the classes and between their means. */
export function totalVariances({ counts, means, variances }: ClassMoments): Float64Array {
  const { columns, count } = means;
  const [centres, spreads] = [means.values, variances.values];
  const total = counts.reduce((a, b) => a + b, 0);
  return Float64Array.from({ length: columns }, (_, j) => {
    let shift = 0; // mean of all, about that of the first class
    for (let c = 1; c < count; c++) shift += (counts[c] / total) * (centres[c * columns + j] - centres[j]);
    let sum = 0;
    for (let c = 0; c < count; c++) {
      const gap = centres[c * columns + j] - centres[j] - shift;
      sum += (counts[c] / total) * (spreads[c * columns + j] + gap * gap);
    }
    return sum;
  });
}
