import { type NDArray, array, div, fromFunction, matmul, sum } from "@linnet/core";
import { eigh } from "@linnet/linalg";

/** The mean of a random number, and its standard deviation. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * What Tikhonov's filter comes to for a picture X that is known, blurred by B·X·Bᵀ and with normal noise of deviation σ in each pixel.
 * In the eigenvectors V of Bᵀ·B each number x of Vᵀ·X·V is seen as s·x + σ·g, and becomes s·(s·x + σ·g)/(s² + λ), with g normal:
 *
 *     error   Σ (b + a·g)²,  b = −λ·x/(s² + λ),   a = σ·s/(s² + λ)
 *     misfit  Σ (b + a·g)²,  b = −λ·s·x/(s² + λ), a = −λ·σ/(s² + λ)
 *
 * and a sum of (b + a·g)² has the mean Σ (b² + a²) and the variance Σ (4·a²·b² + 2·a⁴). No SVD is used, and no noise is drawn.
 *
 * @returns the squared norms of the error and of the misfit, by λ
 */
export function expectations(sharp: readonly (readonly number[])[], width: number, noise: number) {
  const n = sharp.length;
  const bell = fromFunction([n, n], (i, j) => Math.exp(-((i - j) ** 2) / (2 * width ** 2)));
  const B: NDArray = div(bell, sum(bell, { axis: 1, keepDims: true }));
  const { values, vectors } = eigh(matmul(B.T, B));
  const squares = values.toArray().map((value: number) => Math.max(value, 0));
  const truth = matmul(matmul(vectors.T, array(sharp)), vectors).toArray() as number[][];
  const add = (part: (s2: number, x: number) => readonly [b: number, a: number]): Spread => {
    let [mean, variance] = [0, 0];
    truth.forEach((row, i) => {
      row.forEach((x, j) => {
        const [b, a] = part(squares[i] * squares[j], x);
        mean += b * b + a * a;
        variance += 4 * (a * b) ** 2 + 2 * a ** 4;
      });
    });
    return { mean, deviation: Math.sqrt(variance) };
  };
  return {
    error: (lambda: number) => add((s2, x) => [(lambda * x) / (s2 + lambda), (noise * Math.sqrt(s2)) / (s2 + lambda)]),
    misfit: (lambda: number) =>
      add((s2, x) => [(lambda * Math.sqrt(s2) * x) / (s2 + lambda), (lambda * noise) / (s2 + lambda)]),
  };
}
