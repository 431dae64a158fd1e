import type { NDArray } from "@linnet/core";
import { countRank } from "../norms/matrix-rank.js";
import { BatchRankError } from "./subspace-errors.js";

/**
 * How many of the descending singular values in the last axis exceed `rtol` times the first, the same for all matrices; 0 for an
 * empty batch.
 *
 * @throws {BatchRankError} when it is not the same
 */
export function commonRank(op: string, S: NDArray, rtol: number): number {
  return oneOf(op, countRank(S, rtol));
}

/** The one number in `ranks`; 0 where there is none. @throws {BatchRankError} when there are several */
export function oneOf(op: string, ranks: NDArray, what?: string): number {
  const all = [...new Set<number>(ranks.toTypedArray())].toSorted((x, y) => x - y);
  if (all.length > 1) throw new BatchRankError(op, all, what);
  return all[0] ?? 0;
}
