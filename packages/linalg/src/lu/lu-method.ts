import { gemm, release, workspace } from "@linnet/kernels";
import { copyMatrix, keepTriangle, setUnitDiagonal } from "../blocked/matrix/copy.js";
import { putRows, takeRows } from "../blocked/matrix/permute.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import type { FactorMethod } from "../solve/factor-method.js";
import { parity } from "./lu-diagonal.js";
import { indicesOf } from "./lu-factor.js";
import { readDiagonal } from "../solve/triangular-method.js";

/** A = Pᵀ·L·U from `packed`, U on and above the diagonal and L below it, and the order of the rows. */
export const luMethod: FactorMethod = {
  hermitian: false,

  solve([packed, order], x, transposed) {
    const y = workspace(x.type, x.rows, x.cols);
    if (transposed) {
      copyMatrix(x, y);
      divideByTriangle(packed.T, "lower", "nonunit", y);
      divideByTriangle(packed.T, "upper", "unit", y);
      putRows(y, indicesOf(order), x);
    } else {
      takeRows(x, indicesOf(order), y);
      divideByTriangle(packed, "lower", "unit", y);
      divideByTriangle(packed, "upper", "nonunit", y);
      copyMatrix(y, x);
    }
    release(y.storage);
  },

  pivots: ([packed], out) => readDiagonal(packed, out),
  sign: ([, order]) => parity(indicesOf(order)),

  product([packed, order], out) {
    const [m, n] = [packed.rows, packed.cols];
    const k = Math.min(m, n);
    const [L, U, y] = [workspace(out.type, m, k), workspace(out.type, k, n), workspace(out.type, m, n)];
    copyMatrix(packed.block(0, 0, m, k), L);
    keepTriangle(L, "lower");
    setUnitDiagonal(L);
    copyMatrix(packed.block(0, 0, k, n), U);
    keepTriangle(U, "upper");
    gemm(1, L, U, 0, y);
    putRows(y, indicesOf(order), out);
    for (const { storage } of [L, U, y]) release(storage);
  },
};
