import { type NDArray, Random, ValueError, array, random } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireStream } from "../require.js";

/** Which rows to fit on, and which to test on: int32 indices, ascending, for `take`. */
export interface Fold {
  readonly train: NDArray<"int32", readonly [number]>;
  readonly test: NDArray<"int32", readonly [number]>;
}

export interface FoldOptions {
  /** How many; at least 2. Default 5. */
  readonly folds?: number;
  /** Shuffle first: without it folds are runs of neighbours, which in sorted data are alike. Default `true`. */
  readonly shuffle?: boolean;
  /** Decides who goes where. Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Divides n rows into k parts of sizes that differ by at most one: each is the test part of one fold, and the others together its
 * training part.
 *
 * @param n how many rows there are
 * @throws {ValueError} unless 2 ≤ folds ≤ n
 * @example
 * kFold(5, { folds: 2, shuffle: false }).map(({ test }) => test.toArray()); // [[0, 1, 2], [3, 4]]
 */
export function kFold(n: number, options?: FoldOptions): readonly Fold[] {
  const { folds, shuffle, rng } = requireFoldOptions("kFold", options);
  requireRows("kFold", n, folds);
  const order = shuffle ? rng.permutation(n).toTypedArray() : Int32Array.from({ length: n }, (_, i) => i);
  const part = new Int32Array(n);
  for (let i = 0, k = 0, left = partSize(n, folds, 0); i < n; i++, left--) {
    while (left === 0) left = partSize(n, folds, ++k);
    part[order[i]] = k;
  }
  return foldsOf(part, folds);
}

/**
 * Every row alone is the test part of one fold: n fits, for few rows or cheap models.
 *
 * @throws {ValueError} for fewer than two rows
 * @example
 * leaveOneOut(3)[1].train.toArray(); // [0, 2]
 */
export function leaveOneOut(n: number): readonly Fold[] {
  requireRows("leaveOneOut", n, 2);
  return foldsOf(
    Int32Array.from({ length: n }, (_, i) => i),
    n,
  );
}

/** The first n mod k parts have one more. */
function partSize(n: number, folds: number, k: number): number {
  return Math.floor(n / folds) + (k < n % folds ? 1 : 0);
}

/** @param part of which fold's test part each row is */
export function foldsOf(part: ArrayLike<number>, folds: number): readonly Fold[] {
  const rows = Array.from(part, (_, i) => i);
  return Array.from({ length: folds }, (_, k) => ({
    train: indexArray(rows.filter((i) => part[i] !== k)),
    test: indexArray(rows.filter((i) => part[i] === k)),
  }));
}

export function indexArray(rows: readonly number[]): NDArray<"int32", readonly [number]> {
  return array(Int32Array.from(rows));
}

/** Options of folds with their defaults. @throws {ValueError} for what is no count of folds, and no stream */
export function requireFoldOptions(op: string, options: FoldOptions | undefined): Required<FoldOptions> {
  const { folds = 5, shuffle = true, rng = random(0) } = requireOptions<FoldOptions>(op, options);
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw new ValueError(op, "folds must be an integer of at least 2", kindOf(folds));
  }
  if (typeof shuffle !== "boolean") throw new ValueError(op, "shuffle must be true or false", kindOf(shuffle));
  requireStream(op, rng);
  return { folds, shuffle, rng };
}

function requireRows(op: string, n: number, least: number): void {
  if (Number.isInteger(n) && n >= least) return;
  const hint = op === "kFold" && Number.isInteger(n) && n >= 2 ? "Use fewer folds, or leaveOneOut." : "";
  throw new ValueError(op, `n must be an integer of at least ${least}`, kindOf(n), hint);
}
