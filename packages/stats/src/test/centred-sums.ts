import { type CentralMoments, centralMoments } from "../precision/central-moments.js";
import { ExactSum } from "../precision/exact-sum.js";

/** Σ xᵢ, in doubled precision. */
export function sumOf(xs: Float64Array | readonly number[]): number {
  const sum = new ExactSum();
  for (const x of xs) sum.add(x);
  return sum.value;
}

/** Σ (xᵢ − x̄)². */
export function squaresOf({ m2, unit }: CentralMoments): number {
  return m2 * unit * unit;
}

/** The mean of one sample less that of another, rounded once. */
export function gapOfMeans(a: CentralMoments, b: CentralMoments): number {
  return a.mean - b.mean + (a.meanTail - b.meanTail);
}

/** Squares between groups, Σ nᵢ·(x̄ᵢ − x̄)², and within them, Σᵢ Σⱼ (xᵢⱼ − x̄ᵢ)². */
export function squaresOfGroups(
  groups: readonly CentralMoments[],
  all: CentralMoments,
): { readonly between: number; readonly within: number } {
  return {
    between: sumOf(groups.map((group) => group.weight * gapOfMeans(group, all) ** 2)),
    within: sumOf(groups.map(squaresOf)),
  };
}

/** xᵢ − x̄. */
export function centred(xs: Float64Array): Float64Array {
  const { mean, meanTail } = centralMoments(xs);
  return xs.map((x) => x - mean - meanTail);
}

/** Σ xᵢ·yᵢ. */
export function productsOf(x: Float64Array, y: Float64Array): number {
  const sum = new ExactSum();
  for (let i = 0; i < x.length; i++) sum.addProduct(x[i], y[i]);
  return sum.value;
}
