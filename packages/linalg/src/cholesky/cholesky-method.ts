import type { NDArray } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  primitiveMany,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { gemm, int32, release, workspace } from "@linnet/kernels";
import { requireFiniteMatrices } from "../operand/operands.js";
import { factorCholesky } from "../blocked/cholesky/cholesky.js";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { copyMatrix, keepTriangle } from "../blocked/matrix/copy.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import type { FactorMethod, Factored } from "../solve/factor-method.js";
import { readDiagonal } from "../solve/triangular-method.js";

/** A = L·Lᴴ from Lᵀ, upper triangular: its rows are contiguous where factoring goes along them. */
export const choleskyMethod: FactorMethod = {
  hermitian: true,

  /** X = L⁻ᴴ·L⁻¹·B; Aᵀ is the conjugate of A. */
  solve([upper], x, transposed) {
    divideByTriangle(upper.T, "lower", "nonunit", x, transposed);
    divideByTriangle(upper, "upper", "nonunit", x, !transposed);
  },

  /** The squares of L's diagonal. */
  pivots([upper], out) {
    readDiagonal(upper, out);
    for (let i = 0; i < out.length; i++) out[i] *= out[i];
  },

  sign: () => 1,

  product([upper], out) {
    const right = workspace(out.type, upper.rows, upper.cols);
    copyMatrix(upper, right);
    conjugateInPlace(right);
    gemm(1, upper.T, right, 0, out);
    release(right.storage);
  },
};

/** The Cholesky factors of a Hermitian matrix, or of a batch; null where one of them is not positive definite. */
export function choleskyFactors(op: string, a: NDArray): Factored | null {
  const [upper, failed] = bindMany(choleskyFactorP, [a], op);
  const { storage, type, offset, size } = withElements(failed);
  const marks = elements(storage, type);
  for (let i = 0; i < size; i++) if (marks[offset + i] >= 0) return null;
  return { method: choleskyMethod, a, factors: [upper] };
}

/** Lᵀ, and the index of the pivot that failed or −1: constants to differentiation, see `Factored`. */
const choleskyFactorP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("choleskyFactor", {
  batch: [2],
  abstract: ([a]) => [
    { type: a.type, layout: rowMajor(a.layout.shape) },
    { type: int32, layout: rowMajor(batchDims(a)) },
  ],

  evaluate([a], [upper, failed], op) {
    requireFiniteMatrices(op, "a", a);
    const marks = elements(failed.storage, failed.type);
    let at = failed.offset;
    for (const [matrix, factor] of matrices([a, upper])) {
      copyMatrix(matrix.T, factor);
      const pivot = factorCholesky(factor);
      keepTriangle(factor, "upper");
      marks[at++] = pivot;
    }
  },

  derivative: false,
});
