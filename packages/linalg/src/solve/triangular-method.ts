import type { MatrixView } from "@linnet/core/extend";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import type { FactorMethod } from "./factor-method.js";
import type { Triangle } from "./solve-triangular.js";

/** A itself, of which one triangle is not zero. */
export const lowerMethod: FactorMethod = /* @__PURE__ */ triangularMethod("lower");
export const upperMethod: FactorMethod = /* @__PURE__ */ triangularMethod("upper");

/** A itself, which is diagonal. */
export const diagonalMethod: FactorMethod = {
  hermitian: false,

  solve([a], x) {
    const { data } = x;
    const complex = x.type.kind === "complex";
    for (let i = 0; i < x.rows; i++) {
      // one row of x by one entry of a
      if (complex) divideByTriangle(a.block(i, i, 1, 1), "lower", "nonunit", x.block(i, 0, 1, x.cols));
      else {
        const d = a.data[a.offset + i * (a.rowStride + a.colStride)];
        const row = x.offset + i * x.rowStride;
        for (let j = 0; j < x.cols; j++) data[row + j] /= d;
      }
    }
  },

  pivots: ([a], out) => readDiagonal(a, out),
  sign: () => 1,
  product: ([a], out) => copyMatrix(a, out),
};

function triangularMethod(triangle: Triangle): FactorMethod {
  return {
    hermitian: false,

    solve([a], x, transposed) {
      if (transposed) divideByTriangle(a.T, triangle === "lower" ? "upper" : "lower", "nonunit", x);
      else divideByTriangle(a, triangle, "nonunit", x);
    },

    pivots: ([a], out) => readDiagonal(a, out),
    sign: () => 1,
    product: ([a], out) => copyMatrix(a, out),
  };
}

/** The diagonal of a matrix, two numbers of each complex entry. */
export function readDiagonal({ type, data, offset, rows, rowStride, colStride }: MatrixView, out: Float64Array): void {
  const width = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) {
    const at = width * (offset + i * (rowStride + colStride));
    out[width * i] = data[at];
    if (width === 2) out[2 * i + 1] = data[at + 1];
  }
}
