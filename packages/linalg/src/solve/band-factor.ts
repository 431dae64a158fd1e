import { type NDArray, ValueError } from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { complex128, float64, int32, requireLive } from "@linnet/kernels";
import type { Bands } from "./band-products.js";
import { batchIndex } from "../operand/batch.js";
import { factorBandCholesky, solveBandCholesky } from "../blocked/cholesky/band-cholesky.js";
import { type BandShape, bandStride, factorBand, solveBand, solveBandTransposed } from "../blocked/lu/band-lu.js";
import { numbersOf } from "../blocked/matrix/copy.js";
import { type Width, sizeAt } from "../blocked/matrix/lanes.js";
import { NotPositiveDefiniteError, SingularMatrixError } from "../errors.js";
import { indicesOf } from "../lu/lu-factor.js";

/** The factors of a matrix of bands: float64 or complex128 `[…, n, stride]`, and int32 `[…, n, 1]`, the interchanges. */
export function bandFactors(op: string, bands: NDArray, shape: Omit<Bands, "transposed">): readonly NDArray[] {
  return bindMany(bandFactorP, [bands], { ...shape, op });
}

interface FactorParams extends Omit<Bands, "transposed"> {
  readonly op: string;
}

/** Its outputs are constants to differentiation: what is solved from them takes the bands beside them. */
const bandFactorP: PrimitiveMany<FactorParams> = /* @__PURE__ */ primitiveMany<FactorParams>("bandFactor", {
  batch: [2],
  abstract([bands], { lower, upper, definite }) {
    const [, n] = matrixDims(bands);
    const stride = definite ? lower + 1 : 2 * lower + upper + 1;
    const type = bands.type.kind === "complex" ? complex128 : float64;
    return [
      { type, layout: rowMajor([...batchDims(bands), n, stride]) },
      { type: int32, layout: rowMajor([...batchDims(bands), n, 1]) },
    ];
  },

  evaluate([bands], [packed, order], { op, lower, upper, definite }) {
    requireLive(bands.storage, op);
    const [, n] = matrixDims(bands);
    const shape: BandShape = { n, lower, upper, width: bands.type.kind === "complex" ? 2 : 1 };
    let count = 0;
    for (const [given, band, pivots] of matrices([bands, packed, order])) {
      const batch = batchIndex(count++, batchDims(bands));
      const rows = numbersOf(band);
      load(op, given, shape, definite ? lower + 1 : bandStride(shape), rows, batch);
      if (definite) requirePositive(op, factorBandCholesky(n, lower, shape.width, rows), shape, rows, batch);
      else {
        factorBand(shape, rows, indicesOf(pivots));
        const zero = zeroPivot(shape, rows);
        if (zero >= 0) throw new SingularMatrixError(op, zero, batch);
      }
    }
  },

  derivative: false,
});

/** X ← A⁻¹·B, or A⁻ᵀ·B, column by column. */
export function solveBandInto(
  [packed, order]: readonly MatrixView[],
  b: MatrixView,
  x: MatrixView,
  { lower, upper, definite, transposed }: Bands,
): void {
  const width = x.type.kind === "complex" ? 2 : 1;
  const shape: BandShape = { n: x.rows, lower, upper, width };
  const column = new Float64Array(width * x.rows);
  const conjugated = definite && transposed; // Aᵀ is the conjugate of a Hermitian A
  const [rows, pivots] = [numbersOf(packed), indicesOf(order)];
  for (let j = 0; j < x.cols; j++) {
    readColumn(b, j, column, width, conjugated);
    if (definite) solveBandCholesky(shape.n, lower, width, rows, column);
    else if (transposed) solveBandTransposed(shape, rows, pivots, column);
    else solveBand(shape, rows, pivots, column);
    writeColumn(column, x, j, width, conjugated);
  }
}

function readColumn(b: MatrixView, j: number, column: Float64Array, width: Width, conjugated: boolean): void {
  const { data } = b;
  for (let i = 0; i < b.rows; i++) {
    const at = width * (b.offset + i * b.rowStride + j * b.colStride);
    column[width * i] = data[at];
    if (width === 2) column[2 * i + 1] = conjugated ? -data[at + 1] : data[at + 1];
  }
}

function writeColumn(column: Float64Array, x: MatrixView, j: number, width: Width, conjugated: boolean): void {
  const { data } = x;
  for (let i = 0; i < x.rows; i++) {
    const at = width * (x.offset + i * x.rowStride + j * x.colStride);
    data[at] = column[width * i];
    if (width === 2) data[at + 1] = conjugated ? -column[2 * i + 1] : column[2 * i + 1];
  }
}

/** The diagonals as rows: element (i, j) is number j − i + lower of row i. @throws {ValueError} at an entry that is not finite */
function load(
  op: string,
  bands: MatrixView,
  { n, lower, upper, width }: BandShape,
  stride: number,
  rows: Float64Array,
  batch: readonly number[],
): void {
  const { data } = bands;
  rows.fill(0);
  for (let r = 0; r <= lower + upper; r++) {
    const offset = r - upper; // i − j
    for (let j = Math.max(0, -offset); j < Math.min(n, n - offset); j++) {
      const from = width * (bands.offset + r * bands.rowStride + j * bands.colStride);
      const to = width * ((j + offset) * stride + lower - offset);
      for (let part = 0; part < width; part++) {
        const value = data[from + part];
        if (!Number.isFinite(value)) throw notFinite(op, value, [...batch, r, j]);
        rows[to + part] = value;
      }
    }
  }
}

function notFinite(op: string, value: number, index: readonly number[]): ValueError {
  const got = `${value} at index [${index.join(", ")}]`;
  return new ValueError(op, "bands must be finite", got, "Remove or impute such entries.");
}

/** The index of the first zero on the diagonal of U, or −1. */
function zeroPivot(shape: BandShape, rows: Float64Array): number {
  const { n, lower, width } = shape;
  const stride = bandStride(shape);
  for (let i = 0; i < n; i++) if (sizeAt(width, rows, width * (i * stride + lower)) === 0) return i;
  return -1;
}

function requirePositive(
  op: string,
  failed: number,
  { lower, width }: BandShape,
  rows: Float64Array,
  batch: readonly number[],
): void {
  if (failed < 0) return;
  const value = rows[width * (failed * (lower + 1) + lower)];
  throw new NotPositiveDefiniteError(op, failed, value, batch);
}
