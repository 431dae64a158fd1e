import type { NDArray } from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { int32, release, unsetWorkspace } from "@linnet/kernels";
import { FEW_REAL_ROWS, luMany } from "@linnet/kernels/lapack";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { factorLu, firstZeroPivot, pivotsFor, rowOrder } from "../blocked/lu/lu.js";
import { SingularMatrixError } from "../errors.js";
import { type Run, fewRowsOf, inFewCalls } from "../operand/few-rows.js";
import { batchIndex } from "../operand/batch.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";

/**
 * A and its factors. What is computed from them takes all three as inputs and is differentiated with respect to A;
 * the factors are constants that save it from factoring again.
 */
export interface LuFactors {
  /** `[…, m, n]` */
  readonly a: NDArray;
  /** `[…, m, n]`: U on and above the diagonal, L below it. */
  readonly packed: NDArray;
  /** int32 `[…, m, 1]`: row i of L·U is row `order[i]` of A. */
  readonly order: NDArray;
}

/** Factors A once, for `op`. */
export function luFactors(op: string, matrix: NDArray): LuFactors {
  const a = requireInexactMatrix(op, matrix);
  const [packed, order] = bindMany(luFactorP, [a], op);
  return { a, packed, order };
}

/** The numbers of an int32 column vector, as a decomposition reads them. */
export function indicesOf(order: MatrixView): Int32Array {
  const data = elements(order.storage, order.type) as Int32Array; // order is int32 by construction
  if (order.rowStride === 1) return data.subarray(order.offset, order.offset + order.rows);
  return Int32Array.from({ length: order.rows }, (_, i) => data[order.offset + i * order.rowStride]);
}

/** Refuses factors with a pivot that is exactly zero. @throws {SingularMatrixError} with its index */
export function requireNonsingular(op: string, packed: NDArray): void {
  let count = 0;
  for (const [lu] of matrices([packed])) {
    const pivot = firstZeroPivot(lu);
    if (pivot >= 0) throw new SingularMatrixError(op, pivot, batchIndex(count, batchDims(packed)));
    count++;
  }
}

/** Its outputs are constants to differentiation: see `LuFactors`. */
const luFactorP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("lu", {
  batch: [2],
  abstract([a]) {
    const [m] = matrixDims(a);
    return [
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: int32, layout: rowMajor([...batchDims(a), m, 1]) },
    ];
  },

  evaluate([a], [packed, order], op) {
    const byKernel: Run = (count, [first, lu, rows], [step]) => luMany(count, { first, step }, lu, rows);
    if (inFewCalls([a, packed, order], byKernel, fewRowsOf(a.type, FEW_REAL_ROWS))) return;
    requireFiniteMatrices(op, "a", a);
    const [m, n] = matrixDims(a);
    const pivots = pivotsFor(m, n);
    // real ones in padded rows, unlike those of the output: their columns do not collide in the cache. Complex ones are packed anyway.
    const padded = a.type.kind === "complex" ? null : unsetWorkspace(a.type, m, n);
    for (const [source, target, rows] of matrices([a, packed, order])) {
      const lu = padded ?? target;
      copyMatrix(source, lu);
      factorLu(lu, pivots);
      if (lu !== target) copyMatrix(lu, target);
      rowOrder(m, pivots, indicesOf(rows)); // a fresh output is contiguous, so this writes to it
    }
    if (padded !== null) release(padded.storage);
    release(pivots.storage);
  },

  derivative: false,
});
