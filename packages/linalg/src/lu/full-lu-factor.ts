import { type NDArray, matrixTranspose } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { int32, release } from "@linnet/kernels";
import { copyMatrix, workingCopy } from "../blocked/matrix/copy.js";
import { factorWithFullPivoting } from "../blocked/lu/full-pivot-lu.js";
import { type LuFactors, indicesOf } from "./lu-factor.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import { permuteRows } from "../operand/permute-rows.js";

/** A with its columns in another order, column `columns[j]` at place j, and the factors of that. */
export interface FullLuFactors {
  readonly factors: LuFactors;
  /** int32 `[…, n, 1]` */
  readonly columns: NDArray;
}

/** Factors A once with full pivoting, for `op`, in float64 or complex128 whatever the dtype. */
export function fullLuFactors(op: string, matrix: NDArray): FullLuFactors {
  const a = requireInexactMatrix(op, matrix);
  const [packed, order, columns] = bindMany(fullLuP, [a], op);
  const moved = matrixTranspose(permuteRows(matrixTranspose(a), columns, "take"));
  return { factors: { a: moved, packed, order }, columns };
}

/** Its outputs are constants to differentiation: see `LuFactors`. */
const fullLuP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("lu", {
  batch: [2],
  abstract([a]) {
    const [m, n] = matrixDims(a);
    const indices = (k: number) => ({ type: int32, layout: rowMajor([...batchDims(a), k, 1]) });
    return [{ type: a.type, layout: rowMajor(a.layout.shape) }, indices(m), indices(n)];
  },

  evaluate([a], [packed, order, columns], op) {
    requireFiniteMatrices(op, "a", a);
    for (const [source, target, p, q] of matrices([a, packed, order, columns])) {
      const working = workingCopy(source);
      factorWithFullPivoting(working, indicesOf(p), indicesOf(q)); // fresh outputs are contiguous: this writes to them
      copyMatrix(working, target);
      release(working.storage);
    }
  },

  derivative: false,
});
