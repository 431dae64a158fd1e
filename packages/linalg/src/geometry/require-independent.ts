import { type NDArray, abs, diagonal, reshape } from "@linnet/core";
import { batchDims, matrixDims, withElements } from "@linnet/core/extend";
import { countRank } from "../norms/matrix-rank.js";
import { relativeTolerance } from "../norms/rank-tolerance.js";
import { normOver } from "../norms/vector-norm.js";
import { batchIndex } from "../operand/batch.js";
import { qrFactors } from "../qr/qr-factors.js";
import { singularValuesOf } from "../svd/svd.js";
import { DependenceError } from "./subspace-errors.js";

/** @throws {DependenceError} with the column, when the columns of a matrix are dependent; decided as by `isIndependent` */
export function requireIndependent(
  op: string,
  name: string,
  a: NDArray,
  rtol: number | undefined,
  hint?: string,
): void {
  const all = withElements(a);
  const [m, n] = matrixDims(all);
  const tolerance = relativeTolerance(op, all, rtol);
  const ranks = countRank(singularValuesOf(op, all), tolerance).toTypedArray();
  const which = ranks.findIndex((rank: number) => rank < n);
  if (which < 0) return;
  const matrix = reshape(all, [ranks.length, m, n]).at(which) as NDArray;
  const { column, isZero } = dependentColumn(op, matrix, tolerance);
  throw new DependenceError(op, column, isZero, batchIndex(which, batchDims(all)), name, hint);
}

/** The first column of which no more than `rtol` times its length is left beside those before it, else the one of which least is left. */
function dependentColumn(op: string, a: NDArray, rtol: number): { column: number; isZero: boolean } {
  const [, R] = qrFactors(op, a, false);
  const left: number[] = Array.from(abs(diagonal(R)).toTypedArray());
  const sizes: number[] = Array.from(normOver(a, [0], 2, false).toTypedArray());
  const first = sizes.findIndex((size, j) => j >= left.length || left[j] <= rtol * size);
  const column = first >= 0 ? first : left.indexOf(Math.min(...left));
  return { column, isZero: sizes[column] === 0 };
}
