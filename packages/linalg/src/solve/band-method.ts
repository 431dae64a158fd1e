import type { NDArray } from "@linnet/core";
import {
  MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  requireFinite,
  rowMajor,
} from "@linnet/core/extend";
import { complex128, float64, int32 } from "@linnet/kernels";
import { solveBandInto } from "./band-factor.js";
import { type BandShape, bandStride, factorBand } from "../blocked/lu/band-lu.js";
import { numbersOf } from "../blocked/matrix/copy.js";
import { subtractScaled } from "../blocked/matrix/lanes.js";
import type { FactorMethod } from "./factor-method.js";
import { indicesOf } from "../lu/lu-factor.js";
import { readDiagonal } from "./triangular-method.js";

/** A as a dense matrix with few diagonals, from what `factorBand` leaves of them. */
export function bandMethod(lower: number, upper: number): FactorMethod {
  return {
    hermitian: false,
    solve: (factors, x, transposed) => solveBandInto(factors, x, x, { lower, upper, definite: false, transposed }),
    pivots: ([band], out) => readDiagonal(diagonalOf(band, lower), out),

    sign([, pivots]) {
      let sign = 1;
      indicesOf(pivots).forEach((pivot, i) => {
        if (pivot !== i) sign = -sign;
      });
      return sign;
    },

    product: ([band, pivots], out) => multiply(band, indicesOf(pivots), out, lower, upper),
  };
}

/** The factors of a dense matrix that is zero outside its band: float64 or complex128 `[…, n, stride]`, int32 `[…, n, 1]`. */
export function denseBandFactors(op: string, a: NDArray, lower: number, upper: number): readonly NDArray[] {
  return bindMany(denseBandP, [a], { op, lower, upper });
}

interface DenseBandParams {
  readonly op: string;
  readonly lower: number;
  readonly upper: number;
}

/** Its outputs are constants to differentiation: see `Factored`. */
const denseBandP: PrimitiveMany<DenseBandParams> = /* @__PURE__ */ primitiveMany<DenseBandParams>("denseBand", {
  batch: [2],
  abstract([a], { lower, upper }) {
    const [n] = matrixDims(a);
    const type = a.type.kind === "complex" ? complex128 : float64;
    return [
      { type, layout: rowMajor([...batchDims(a), n, 2 * lower + upper + 1]) },
      { type: int32, layout: rowMajor([...batchDims(a), n, 1]) },
    ];
  },

  evaluate([a], [packed, order], { op, lower, upper }) {
    requireFinite(op, "a", a);
    const [n] = matrixDims(a);
    const shape: BandShape = { n, lower, upper, width: a.type.kind === "complex" ? 2 : 1 };
    for (const [matrix, band, pivots] of matrices([a, packed, order])) {
      const rows = numbersOf(band);
      readBand(matrix, shape, rows);
      factorBand(shape, rows, indicesOf(pivots));
    }
  },

  derivative: false,
});

function readBand({ data, offset, rowStride, colStride }: MatrixView, shape: BandShape, rows: Float64Array): void {
  const { n, lower, upper, width } = shape;
  const stride = bandStride(shape);
  rows.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - lower); j <= Math.min(n - 1, i + upper); j++) {
      const from = width * (offset + i * rowStride + j * colStride);
      const to = width * (i * stride + j - i + lower);
      rows[to] = data[from];
      if (width === 2) rows[to + 1] = data[from + 1];
    }
  }
}

/** The diagonal of U as that of a matrix. */
function diagonalOf({ type, storage, offset, rows, rowStride }: MatrixView, lower: number): MatrixView {
  return new MatrixView(type, storage, offset + lower, rows, rows, rowStride, 0);
}

/** The rows of U, from which the steps of the elimination are undone in turn. */
function multiply(band: MatrixView, pivots: Int32Array, out: MatrixView, lower: number, upper: number): void {
  const n = band.rows;
  const width = band.type.kind === "complex" ? 2 : 1;
  const stride = width * bandStride({ n, lower, upper, width });
  const rows = numbersOf(band);
  const dense = new Float64Array(width * n * n);
  const row = (i: number): Float64Array => dense.subarray(width * n * i, width * n * (i + 1));
  for (let i = n - 1; i >= 0; i--) {
    const count = width * Math.min(lower + upper + 1, n - i);
    const start = i * stride + width * lower;
    row(i).set(rows.subarray(start, start + count), width * i);
    for (let r = 1; r <= Math.min(lower, n - 1 - i); r++) {
      const at = i * stride + width * (r - 1);
      subtractScaled(width, n, -rows[at], width === 1 ? 0 : -rows[at + 1], row(i), 0, row(i + r), 0);
    }
    if (pivots[i] !== i) {
      const kept = row(i).slice();
      row(i).set(row(pivots[i]));
      row(pivots[i]).set(kept);
    }
  }
  const target = out.data;
  for (let i = 0; i < n; i++) target.set(row(i), width * (out.offset + i * out.rowStride)); // a fresh output has contiguous rows
}
