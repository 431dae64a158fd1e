/** A gray picture in rows, each from 0 (black) to 1 (white). */
export type Gray = readonly (readonly number[])[];

/**
 * A smaller picture, each pixel the mean of the area that it covers:
 *
 *     yᵢⱼ = mean of x over [i·h/h′, (i + 1)·h/h′) × [j·w/w′, (j + 1)·w/w′)
 *
 * @param pixels rows after rows, `[height, width]`
 * @param most pixels of the longer side; a smaller picture stays as it is
 */
export function shrink(pixels: ArrayLike<number>, height: number, width: number, most: number): number[][] {
  const scale = Math.min(1, most / Math.max(height, width));
  const across = averages(width, Math.max(1, Math.round(width * scale)));
  const down = averages(height, Math.max(1, Math.round(height * scale)));
  return down.map(({ from, weights }) => {
    const band = Float64Array.from({ length: width }, (_, j) => sumOf(weights, (k) => pixels[(from + k) * width + j]));
    return across.map((part) => sumOf(part.weights, (k) => band[part.from + k]));
  });
}

interface Part {
  readonly from: number;
  /** Of the pixels from there on; they add up to 1. */
  readonly weights: readonly number[];
}

/** For each of `count` equal parts of `length` pixels, how much of each pixel lies in it. */
function averages(length: number, count: number): Part[] {
  const size = length / count;
  return Array.from({ length: count }, (_, i) => {
    const [begin, end] = [(i * length) / count, ((i + 1) * length) / count];
    const from = Math.floor(begin);
    const to = Math.min(Math.ceil(end), length);
    const weights = Array.from({ length: to - from }, (_, k) => {
      const covered = Math.min(end, from + k + 1) - Math.max(begin, from + k);
      return Math.max(covered, 0) / size;
    });
    return { from, weights };
  });
}

function sumOf(weights: readonly number[], value: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k] * value(k);
  return sum;
}
