import { type NDArray, ValueError } from "@linnet/core";
import { batchDims, matrices, matrixDims } from "@linnet/core/extend";
import type { MatrixView } from "@linnet/kernels";
import { batchIndex } from "./batch.js";
import { partOf } from "../blocked/matrix/complex-view.js";
import { maxAbs } from "../blocked/matrix/copy.js";
import { epsilonOf } from "./epsilon.js";

/**
 * Refuses a matrix, or a batch, that is not symmetric, of complex numbers Hermitian, up to rounding: |aᵢⱼ − āⱼᵢ| ≤ n·ε·max|a|,
 * which products such as Q·diag(λ)·Qᵀ keep.
 *
 * @throws {ValueError} with the entries that differ most
 */
export function requireSymmetric(op: string, name: string, a: NDArray): void {
  const [n] = matrixDims(a);
  const isComplex = a.type.kind === "complex";
  let count = 0;
  for (const [matrix] of matrices([a])) {
    const { i, j, size } = worstPair(matrix);
    if (!(size <= n * epsilonOf(a.type) * maxAbs(matrix))) {
      const batch = batchIndex(count, batchDims(a));
      const at = (row: number, col: number): string =>
        `${textOf(matrix, row, col)} at index [${[...batch, row, col].join(", ")}]`;
      throw new ValueError(
        op,
        `${name} must be ${isComplex ? "Hermitian" : "symmetric"} up to rounding`,
        i === j ? at(i, i) : `${at(i, j)} and ${at(j, i)}`,
        `Take the mean of ${name} and its ${isComplex ? "adjoint" : "transpose"}, or leave out check: the lower triangle is read.`,
      );
    }
    count++;
  }
}

/** The largest |aᵢⱼ − āⱼᵢ|, of complex entries that of the larger part. */
export function asymmetryOf(a: MatrixView): number {
  return worstPair(a).size;
}

interface Pair {
  readonly i: number;
  readonly j: number;
  /** |aᵢⱼ − āⱼᵢ|, of complex entries that of the larger part. */
  readonly size: number;
}

function worstPair(a: MatrixView): Pair {
  if (a.type.kind !== "complex") return worstOf(a, -1);
  const [re, im] = [worstOf(partOf(a, 0), -1), worstOf(partOf(a, 1), 1)];
  return re.size >= im.size ? re : im;
}

/** The largest |aᵢⱼ + sign·aⱼᵢ|, i ≥ j. */
function worstOf({ data, offset, rows, rowStride, colStride }: MatrixView, sign: 1 | -1): Pair {
  let [i, j, size] = [0, 0, 0];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c <= r; c++) {
      const gap = Math.abs(
        data[offset + r * rowStride + c * colStride] + sign * data[offset + c * rowStride + r * colStride],
      );
      if (gap > size) [i, j, size] = [r, c, gap];
    }
  }
  return { i, j, size };
}

function textOf(a: MatrixView, row: number, col: number): string {
  const at = (x: MatrixView): number => x.data[x.offset + row * x.rowStride + col * x.colStride];
  if (a.type.kind !== "complex") return String(at(a));
  const [re, im] = [at(partOf(a, 0)), at(partOf(a, 1))];
  return `${re}${im < 0 ? "-" : "+"}${Math.abs(im)}j`;
}
