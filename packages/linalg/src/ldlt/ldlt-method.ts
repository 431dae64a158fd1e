import { gemm, release, workspace } from "@linnet/kernels";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { copyMatrix, keepTriangle, setUnitDiagonal } from "../blocked/matrix/copy.js";
import { divideByBlocks, eachBlock, multiplyByBlocks } from "../blocked/ldlt/ldlt-blocks.js";
import { putRows, takeRows } from "../blocked/matrix/permute.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import type { FactorMethod } from "../solve/factor-method.js";
import { indicesOf } from "../lu/lu-factor.js";

/** A = Pᵀ·L·D·Lᴴ·P from `packed` (see `factorLdlt`) and the order of its rows. */
export const ldltMethod: FactorMethod = {
  hermitian: true,

  /** X = Pᵀ·L⁻ᴴ·D⁻¹·L⁻¹·P·B; Aᵀ is the conjugate of A. */
  solve([packed, order], x, transposed) {
    const y = workspace(x.type, x.rows, x.cols);
    takeRows(x, indicesOf(order), y);
    if (transposed) conjugateInPlace(y);
    divideByTriangle(packed, "lower", "unit", y);
    divideByBlocks(packed, y);
    divideByTriangle(packed.T, "upper", "unit", y, true);
    if (transposed) conjugateInPlace(y);
    putRows(y, indicesOf(order), x);
    release(y.storage);
  },

  /** The diagonal of D; of a 2×2 block |c| and det/|c|, where c is its entry off the diagonal. */
  pivots([packed], out) {
    const width = packed.type.kind === "complex" ? 2 : 1;
    out.fill(0);
    eachBlock(packed, (k, a, b, c) => {
      out[width * k] = c === 0 ? a : c;
      if (c !== 0) out[width * (k + 1)] = c * ((a / c) * (b / c) - 1);
    });
  },

  /** Pᵀ·(L·(D·Lᴴ))·P. */
  product([packed, order], out) {
    const n = packed.rows;
    const [L, right, y] = [workspace(out.type, n, n), workspace(out.type, n, n), workspace(out.type, n, n)];
    copyMatrix(packed, L);
    keepTriangle(L, "lower");
    setUnitDiagonal(L);
    copyMatrix(L.T, right);
    conjugateInPlace(right);
    multiplyByBlocks(packed, right);
    gemm(1, L, right, 0, y);
    putRows(y, indicesOf(order), right);
    putRows(right.T, indicesOf(order), out.T);
    for (const { storage } of [L, right, y]) release(storage);
  },

  sign: () => 1, // rows and columns are permuted alike
};
