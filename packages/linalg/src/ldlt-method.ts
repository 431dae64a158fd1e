import type { MatrixView } from "@linnet/core/extend";
import { release, trsm, workspace } from "@linnet/kernels";
import { conjugateInPlace } from "./blocked/complex-view.js";
import { copyMatrix } from "./blocked/copy.js";
import { divideByBlocks, eachBlock } from "./blocked/ldlt-blocks.js";
import type { FactorMethod } from "./factor-method.js";
import { indicesOf } from "./lu-factor.js";

/** A = Pᵀ·L·D·Lᴴ·P from `packed` (see `factorLdlt`) and the order of its rows. */
export const ldltMethod: FactorMethod = {
  hermitian: true,

  /** X = Pᵀ·L⁻ᴴ·D⁻¹·L⁻¹·P·B; Aᵀ is the conjugate of A. */
  solve([packed, order], x, transposed) {
    const rows = indicesOf(order);
    const y = workspace(x.type, x.rows, x.cols);
    for (let i = 0; i < rows.length; i++) copyMatrix(row(x, rows[i]), row(y, i));
    if (transposed) conjugateInPlace(y);
    trsm(1, packed, "lower", "unit", y);
    divideByBlocks(packed, y);
    conjugateInPlace(y);
    trsm(1, packed.T, "upper", "unit", y);
    if (!transposed) conjugateInPlace(y);
    for (let i = 0; i < rows.length; i++) copyMatrix(row(y, i), row(x, rows[i]));
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

  sign: () => 1, // rows and columns are permuted alike
};

function row(x: MatrixView, i: number): MatrixView {
  return x.block(i, 0, 1, x.cols);
}
