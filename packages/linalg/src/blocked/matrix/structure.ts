import type { MatrixView } from "@linnet/kernels";

/** Side of the tiles in which a matrix is compared with its transpose, so that both lie in the cache. */
const TILE = 16;

/** What can be seen in the entries of a square matrix, or of all matrices of a batch. */
export interface Structure {
  /** The lowest and the highest diagonal that is not zero. */
  lower: number;
  upper: number;
  /** A = Aᴴ, exactly. */
  hermitian: boolean;
  /** All entries of the diagonal are positive. */
  positive: boolean;
}

/**
 * Widens `seen` to what A is too. A dense matrix that is not Hermitian costs a few reads, any other one a pass over what decides.
 *
 * @param seen begin with lower 0, upper 0, hermitian and positive true
 */
export function look(a: MatrixView, seen: Structure): void {
  seen.lower = lowestDiagonal(a, seen.lower);
  seen.upper = lowestDiagonal(a.T, seen.upper);
  seen.hermitian &&= seen.lower === seen.upper && isHermitian(a, seen.lower);
  seen.positive &&= seen.hermitian && hasPositiveDiagonal(a);
}

/** The larger of `least` and the number of the lowest diagonal that is not zero: only entries below the former are read. */
function lowestDiagonal({ data, type, offset, rows, rowStride, colStride }: MatrixView, least: number): number {
  const width = type.kind === "complex" ? 2 : 1;
  for (let i = rows - 1; i > least; i--) {
    const row = offset + i * rowStride;
    for (let j = 0; j < i - least; j++) {
      const at = width * (row + j * colStride);
      if (data[at] !== 0 || (width === 2 && data[at + 1] !== 0)) {
        least = i - j;
        break;
      }
    }
  }
  return least;
}

function isHermitian(a: MatrixView, lower: number): boolean {
  const n = a.rows;
  if (!isMirrored(a, n - 1, n, Math.max(0, n - 1 - lower), n)) return false; // the last row tells most of them
  for (let i = 0; i < n; i += TILE) {
    const end = Math.min(i + TILE, n);
    for (let j = Math.max(0, i - lower - (i % TILE)); j < end; j += TILE) {
      if (!isMirrored(a, i, end, j, Math.min(j + TILE, n))) return false;
    }
  }
  return true;
}

/** Whether the entries of a block are conjugates of their mirror images. */
function isMirrored(a: MatrixView, i0: number, i1: number, j0: number, j1: number): boolean {
  const { data, offset, rowStride, colStride } = a;
  const complex = a.type.kind === "complex";
  for (let i = i0; i < i1; i++) {
    for (let j = j0; j < j1; j++) {
      const p = offset + i * rowStride + j * colStride;
      const q = offset + j * rowStride + i * colStride;
      if (complex) {
        if (data[2 * p] !== data[2 * q] || data[2 * p + 1] !== -data[2 * q + 1]) return false;
      } else if (data[p] !== data[q]) return false;
    }
  }
  return true;
}

function hasPositiveDiagonal({ data, type, offset, rows, rowStride, colStride }: MatrixView): boolean {
  const width = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) if (!(data[width * (offset + i * (rowStride + colStride))] > 0)) return false;
  return true;
}
