import type { NDArray } from "@linnet/core";
import {
  type Primitive,
  type PrimitiveMany,
  batchDims,
  bind,
  bindMany,
  contiguousLike,
  elements,
  matrices,
  matrixDims,
  primitive,
  primitiveMany,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { gemm, int32, release, workspace } from "@linnet/kernels";
import { requireFiniteMatrices } from "../operand/operands.js";
import { batchIndex } from "../operand/batch.js";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { putRows, takeRows } from "../blocked/matrix/permute.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import { factorPivotedCholesky } from "../blocked/cholesky/pivoted-cholesky.js";
import { firstZeroPivot } from "../blocked/lu/lu.js";
import { DerivativeError, NotPositiveDefiniteError, ofMatrix } from "../errors.js";
import { permuteBoth } from "../operand/permute-rows.js";
import { pullFromL, pushToL } from "./cholesky-derivative.js";
import type { FactorMethod, Factored } from "../solve/factor-method.js";
import { indicesOf } from "../lu/lu-factor.js";
import { readDiagonal } from "../solve/triangular-method.js";

/** A, L and int32 `[…, n, 1]`, the order of rows and columns; int32 `[…]`, the ranks, and the rtol that made them. */
export interface PivotedFactored extends Factored {
  readonly factors: readonly [L: NDArray, order: NDArray];
  readonly rank: NDArray;
  readonly rtol: number;
}

/** Factors A once, for `op`. @throws {NotPositiveDefiniteError} */
export function pivotedFactors(op: string, a: NDArray, rtol: number): PivotedFactored {
  const [L, order, rank] = bindMany(pivotedFactorP, [a], { op, rtol });
  return { method: pivotedMethod, a, factors: [L, order], rank, rtol };
}

/** L, differentiated with respect to A along Hermitian directions where the rank is full. */
export function pivotedL({ a, factors }: PivotedFactored): NDArray {
  return bind(pivotedLP, [a, ...factors], undefined);
}

interface PivotedParams {
  readonly op: string;
  readonly rtol: number;
}

/** Its outputs are constants to differentiation: see `Factored`. */
const pivotedFactorP: PrimitiveMany<PivotedParams> = /* @__PURE__ */ primitiveMany<PivotedParams>("choleskyPivoted", {
  batch: [2],
  abstract([a]) {
    const [n] = matrixDims(a);
    return [
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: int32, layout: rowMajor([...batchDims(a), n, 1]) },
      { type: int32, layout: rowMajor(batchDims(a)) },
    ];
  },

  evaluate([a], [L, order, rank], { op, rtol }) {
    requireFiniteMatrices(op, "a", a);
    const places = new Int32Array(matrixDims(a)[0]);
    let count = 0;
    for (const [matrix, factor, rows] of matrices([a, L, order])) {
      const found = factorPivotedCholesky(matrix, factor, places, rtol);
      indicesOf(rows).set(places); // a fresh output is contiguous, so this writes to it
      if (found.failed !== null) {
        const { pivot, value } = found.failed;
        throw new NotPositiveDefiniteError(op, pivot, value, batchIndex(count, batchDims(a)), "a", "semidefinite");
      }
      elements(rank.storage, rank.type)[rank.offset + count++] = found.rank;
    }
  },

  derivative: false,
});

const pivotedLP: Primitive = /* @__PURE__ */ primitive("choleskyPivoted", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([, L], out) {
    for (const [from, to] of matrices([L, out])) copyMatrix(from, to);
  },

  // the order is locally constant: L is the Cholesky factor of P·A·Pᵀ
  derivative: {
    vjp: (ct, [, , order], L) => [
      () => {
        requireFullRank(L);
        return permuteBoth(pullFromL(ct, L), order, "putBack");
      },
      null,
      null,
    ],
    jvp([da], [, , order], L) {
      requireFullRank(L);
      return pushToL(permuteBoth(da, order, "take"), L);
    },
  },
});

/** @throws {DerivativeError} when a column of L is zero: beside A = Pᵀ·L·Lᴴ·P there are matrices without a factor */
function requireFullRank(L: NDArray): void {
  let count = 0;
  for (const [factor] of matrices([withElements(L)])) {
    const zero = firstZeroPivot(factor);
    if (zero >= 0) {
      throw new DerivativeError(
        "choleskyPivoted",
        "the derivative of L needs a of full rank",
        `rank ${zero} of ${L.shape[L.ndim - 1]}${ofMatrix(batchIndex(count, batchDims(L)))}, where a change of size t moves L by √t`,
        "Differentiate reconstruct, or add a ridge (a + λI).",
      );
    }
    count++;
  }
}

/** A = Pᵀ·L·Lᴴ·P. */
const pivotedMethod: FactorMethod = {
  hermitian: true,

  /** X = Pᵀ·L⁻ᴴ·L⁻¹·P·B; Aᵀ is the conjugate of A. */
  solve([L, order], x, transposed) {
    const y = workspace(x.type, x.rows, x.cols);
    takeRows(x, indicesOf(order), y);
    divideByTriangle(L, "lower", "nonunit", y, transposed);
    divideByTriangle(L.T, "upper", "nonunit", y, !transposed);
    putRows(y, indicesOf(order), x);
    release(y.storage);
  },

  /** The squares of L's diagonal. */
  pivots([L], out) {
    readDiagonal(L, out);
    for (let i = 0; i < out.length; i++) out[i] *= out[i];
  },

  sign: () => 1,

  product([L, order], out) {
    const n = L.rows;
    const [conjugate, y, z] = [workspace(out.type, n, n), workspace(out.type, n, n), workspace(out.type, n, n)];
    copyMatrix(L, conjugate);
    conjugateInPlace(conjugate);
    gemm(1, L, conjugate.T, 0, y);
    putRows(y, indicesOf(order), z);
    putRows(z.T, indicesOf(order), out.T);
    for (const { storage } of [conjugate, y, z]) release(storage);
  },
};
