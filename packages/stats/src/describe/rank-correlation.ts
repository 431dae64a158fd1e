import { type DType, type Dim, type Divided, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { requireTable } from "../prepare/table.js";
import { correlationOf } from "./covariance.js";
import { rank, ranksOf } from "./rank.js";
import { requireSample } from "./sample.js";

/**
 * Spearman's rank correlation of the columns of `x`: the Pearson correlation of their ranks, equal elements sharing their mean rank.
 *
 * @param x shape `[n, p]`
 * @returns shape `[p, p]` with a unit diagonal
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for NaN or infinite entries, and a constant column, whose correlation is not defined
 * @remarks p sorts and 2·n·p² flops.
 * @example
 * spearmanCorrelation(array([[1, 1], [2, 8], [3, 27]])).toArray(); // [[1, 1], [1, 1]]
 */
export function spearmanCorrelation<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): NDArray<Divided<D>, readonly [P, P]> {
  const data = requireTable("spearmanCorrelation", x);
  return correlationOf("spearmanCorrelation", rank(data)).astype(data.dtype) as NDArray;
}

/**
 * Kendall's rank correlation τ_b of the columns of `x`: pairs of rows that both columns order alike against those that they order
 * differently, ties left out.
 *
 *     τ_b = (C − D) / √((n₀ − n₁)·(n₀ − n₂)),  n₀ = n·(n − 1)/2,  n₁ and n₂ the pairs tied in each column
 *
 * @param x shape `[n, p]`
 * @returns shape `[p, p]` with a unit diagonal, all of it in [−1, 1]
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for NaN or infinite entries, and a constant column, whose correlation is not defined
 * @remarks n·log n steps for each pair of columns; the counts are exact.
 * @see Knight, *A computer method for calculating Kendall's tau with ungrouped data*, JASA 61, 1966
 * @example
 * kendallCorrelation(array([[1, 1], [2, 3], [3, 2]])).at(0, 1).item(); // 0.3333333333333333
 */
export function kendallCorrelation<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): NDArray<Divided<D>, readonly [P, P]> {
  const data = requireTable("kendallCorrelation", x);
  const { n, columns } = requireSample("kendallCorrelation", data);
  if (n < 2) throw new ShapeError("kendallCorrelation", "x must have at least two rows", { x: data.shape });
  const ranks = columns.map((column) => ranksOf(column, "dense"));
  const untied = ranks.map((column, j) => {
    const pairs = pairsOf(n) - tiedPairs(Float64Array.from(column).sort());
    if (pairs > 0) return pairs;
    throw new ValueError("kendallCorrelation", "no column may be constant", `column ${j}`, "Drop it first.");
  });
  const p = columns.length;
  const tau = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    tau[j * p + j] = 1;
    for (let k = 0; k < j; k++) {
      const value = balance(ranks[j], ranks[k], untied[j], untied[k]) / Math.sqrt(untied[j]) / Math.sqrt(untied[k]);
      tau[j * p + k] = tau[k * p + j] = Math.min(Math.max(value, -1), 1); // rounding may lead beyond
    }
  }
  return array(tau, { shape: [p, p], dtype: data.dtype }) as NDArray;
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}

/** Pairs of equal numbers. */
function tiedPairs(sorted: Float64Array): number {
  let pairs = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    pairs += pairsOf(end - start);
  }
  return pairs;
}

/** C − D: of the pairs that neither column ties, those in the same order less those in the other. */
function balance(a: Float64Array, b: Float64Array, untiedA: number, untiedB: number): number {
  const n = a.length;
  const keys = a.map((rank, i) => rank * (n + 1) + b[i]).sort(); // by a, and by b where a ties
  const tiedInBoth = tiedPairs(keys);
  const untied = untiedA + untiedB - pairsOf(n) + tiedInBoth;
  return untied - 2 * inversions(Float64Array.from(keys, (key) => key % (n + 1)));
}

/** How many pairs are in descending order, by merging: n·log₂ n steps. Sorts the list. */
function inversions(list: Float64Array): number {
  const n = list.length;
  let [from, to]: [Float64Array, Float64Array] = [list, new Float64Array(n)];
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, n), Math.min(start + 2 * width, n)];
      let [i, j] = [start, middle];
      for (let k = start; k < end; k++) {
        if (j >= end || (i < middle && from[i] <= from[j])) to[k] = from[i++];
        else {
          to[k] = from[j++];
          count += middle - i;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}
