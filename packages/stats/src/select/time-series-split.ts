import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type Fold, indexArray } from "./k-fold.js";

export interface TimeSeriesOptions {
  /** How many; at least 1. Default 5. */
  readonly folds?: number;
  /** Rows that are left out between training and test part, where neighbours know of each other. Default 0. */
  readonly gap?: number;
}

/**
 * Folds of rows in order of time: what is tested always comes after what is fitted. The rows behind the first part are divided into test parts of
 * equal length, and fold k trains on all that comes before its test part.
 *
 * @param n how many rows there are
 * @throws {ValueError} when there are too few rows for a training and a test row in every fold
 * @example
 * timeSeriesSplit(6, { folds: 2 }).map(({ train, test }) => [train.size, test.toArray()]); // [[2, [2, 3]], [4, [4, 5]]]
 */
export function timeSeriesSplit(n: number, options?: TimeSeriesOptions): readonly Fold[] {
  const { folds = 5, gap = 0 } = requireOptions<TimeSeriesOptions>("timeSeriesSplit", options);
  for (const [name, value, least] of [
    ["n", n, 2],
    ["folds", folds, 1],
    ["gap", gap, 0],
  ] as const) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new ValueError("timeSeriesSplit", `${name} must be an integer of at least ${least}`, kindOf(value));
  }
  const size = Math.floor(n / (folds + 1));
  const first = n - folds * size; // the rest of the division stays with the first part
  if (size < 1 || first - gap < 1) {
    const got = `n ${n}, folds ${folds} and gap ${gap}`;
    throw new ValueError("timeSeriesSplit", "every fold must have rows to fit on and to test on", got);
  }
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
  return Array.from({ length: folds }, (_, k) => {
    const start = first + k * size;
    return { train: indexArray(range(0, start - gap)), test: indexArray(range(start, start + size)) };
  });
}
