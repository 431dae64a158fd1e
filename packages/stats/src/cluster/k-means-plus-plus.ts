import type { Random } from "@linnet/core";
import { squared } from "./metric.js";
import type { Points, ProductBlock } from "./points.js";
import type { Rows } from "./rows.js";

/** Below this share of ‖x‖² + ‖z‖² a squared distance is computed again, by differences. */
const NEAR = 2 ** -10;

/**
 * Centres to begin with: examples drawn with probability wᵢ·D(xᵢ)², D the distance from the nearest centre so far. Of 2 + ⌊log k⌋ draws the
 * one is kept that leaves least Σ wᵢ·D(xᵢ)².
 *
 * @remarks In expectation Σ wᵢ·D² is at most 8·(log k + 2) times the least possible, with one draw each (theorem 3.1); the greedy
 *   choice among several is theirs too, and better in practice.
 * @see Arthur & Vassilvitskii 2007, *k-means++: the advantages of careful seeding*
 */
export function plusPlusCentres(points: Points, k: number, weights: Float64Array, rng: Random): Rows {
  const { values, columns } = points.rows;
  const trials = 2 + Math.floor(Math.log(k));
  const centres = new Float64Array(k * columns);
  const place = (at: number, i: number): void =>
    centres.set(values.subarray(i * columns, (i + 1) * columns), at * columns);
  const [first] = drawn(weights, rng, 1);
  place(0, first);
  let [nearest] = squaresTo(points, [first], null);
  for (let at = 1; at < k; at++) {
    const mass = nearest.map((square, i) => weights[i] * square);
    const candidates = drawn(mass.some((m) => m > 0) ? mass : weights, rng, trials); // squares may underflow
    const left = squaresTo(points, candidates, nearest);
    const totals = left.map((squares) => weighted(squares, weights));
    const best = totals.indexOf(Math.min(...totals));
    place(at, candidates[best]);
    nearest = left[best];
  }
  return { values: centres, count: k, columns };
}

/** Indices drawn with probabilities in proportion to `mass`. */
function drawn(mass: Float64Array, rng: Random, count: number): number[] {
  const sums = new Float64Array(mass.length);
  let total = 0;
  let last = 0;
  for (let i = 0; i < mass.length; i++) {
    total += mass[i];
    sums[i] = total;
    if (mass[i] > 0) last = i;
  }
  return Array.from(rng.uniform([count]).toTypedArray(), (u) => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > u * total) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

function weighted(squares: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let i = 0; i < squares.length; i++) total += weights[i] * squares[i];
  return total;
}

/** For each example of `indices`, the squared distances of all points from it, or from what is nearer. */
function squaresTo(points: Points, indices: readonly number[], nearest: Float64Array | null): Float64Array[] {
  const { values, count: n, columns } = points.rows;
  const chosen = new Float64Array(indices.length * columns);
  indices.forEach((i, at) => chosen.set(values.subarray(i * columns, (i + 1) * columns), at * columns));
  const out = indices.map(() => new Float64Array(n));
  const others: Rows = { values: chosen, count: indices.length, columns };
  points.products(others, (block) => {
    for (let c = 0; c < indices.length; c++) squaresInBlock(points, others, c, block, out[c]);
  });
  if (nearest !== null) for (const squares of out) keepLess(squares, nearest);
  return out;
}

/** From row c of `others`. */
function squaresInBlock(
  { rows, squares }: Points,
  others: Rows,
  c: number,
  { first, count, dots, lengths }: ProductBlock,
  out: Float64Array,
): void {
  const { values, columns } = rows;
  const to = others.values;
  for (let i = first, at = c; i < first + count; i++, at += others.count) {
    const sum = squares[i] + lengths[c];
    const square = sum - 2 * dots[at];
    out[i] = square > NEAR * sum ? square : squared(values, i * columns, to, c * columns, columns);
  }
}

function keepLess(squares: Float64Array, others: Float64Array): void {
  for (let i = 0; i < squares.length; i++) if (others[i] < squares[i]) squares[i] = others[i];
}
