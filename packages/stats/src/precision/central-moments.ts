import { ExactSum, powerOfTwo, productError } from "./exact-sum.js";

/** Moments about the mean of one column. Powers are in a unit of their own, so that none over- or underflows. */
export interface CentralMoments {
  /** Σ wᵢ, or how many there are. */
  readonly weight: number;
  readonly mean: number;
  /** What rounding the mean left over: mean + meanTail is the mean in twice the precision. */
  readonly meanTail: number;
  /** A power of two, near max |xᵢ − x̄|; 1 where that is 0. */
  readonly unit: number;
  /** Σ wᵢ·dᵢ², dᵢ = (xᵢ − x̄)/unit. */
  readonly m2: number;
  /** Σ wᵢ·dᵢ³. */
  readonly m3: number;
  /** Σ wᵢ·dᵢ⁴. */
  readonly m4: number;
}

/**
 * By two passes in doubled precision: the mean, and then the powers of exact distances from it. m2 is right to about one unit in the
 * last place whatever the mean; m3 and m4 to a few of Σ wᵢ·|dᵢ|³ and of m4.
 *
 * @param column not empty, finite
 * @param weights not negative, their sum positive
 * @param rests what to add to each number, small beside its last digit: numbers in twice the precision
 */
export function centralMoments(column: Float64Array, weights?: Float64Array, rests?: Float64Array): CentralMoments {
  const { weight, size, mean, tail } = doubledMean(column, weights, rests);
  const center = { high: mean, low: tail };
  let farthest = 0;
  for (let i = 0; i < column.length; i++) farthest = Math.max(farthest, Math.abs(column[i] / size - mean - tail));
  const unit = farthest > 0 ? powerOfTwo(farthest) : 1;
  const squares = new ExactSum();
  const cubes = new ExactSum();
  const fourths = new ExactSum();
  for (let i = 0; i < column.length; i++) {
    const x = column[i] / size;
    const rough = x - center.high;
    const part = x - rough;
    const error = part - center.high + (x - (rough + part)); // x − high = rough + error, exactly
    const left = (error - center.low + (rests === undefined ? 0 : rests[i] / size)) / unit;
    const d = rough / unit + left;
    const rest = left - (d - rough / unit); // the distance is d + rest, in twice the precision
    const w = weights === undefined ? 1 : weights[i];
    const square = d * d;
    const squareRest = productError(d, d, square) + 2 * d * rest;
    if (weights === undefined) squares.add(square);
    else squares.addProduct(w, square);
    squares.low += w * squareRest;
    cubes.add(w * square * d);
    fourths.add(w * square * square);
  }
  return {
    weight,
    mean: mean * size,
    meanTail: tail * size,
    unit: unit * size,
    m2: squares.value,
    m3: cubes.value,
    m4: fourths.value,
  };
}

/** Mean and what its rounding left over, in units of a power of two near the largest number. */
function doubledMean(
  column: Float64Array,
  weights?: Float64Array,
  rests?: Float64Array,
): { weight: number; size: number; mean: number; tail: number } {
  let largest = 0;
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]));
  const size = largest > 0 ? powerOfTwo(largest) : 1;
  const sum = new ExactSum();
  let weight = column.length;
  if (weights === undefined) {
    for (let i = 0; i < column.length; i++) sum.add(column[i] / size);
  } else {
    const total = new ExactSum();
    for (let i = 0; i < column.length; i++) {
      sum.addProduct(weights[i], column[i] / size);
      total.add(weights[i]);
    }
    weight = total.value;
  }
  if (rests !== undefined) {
    for (let i = 0; i < rests.length; i++) sum.low += ((weights?.[i] ?? 1) * rests[i]) / size;
  }
  const rough = sum.high / weight;
  const product = rough * weight;
  const rest = (sum.high - product - productError(rough, weight, product) + sum.low) / weight;
  const mean = rough + rest;
  return { weight, size, mean, tail: rest - (mean - rough) };
}
