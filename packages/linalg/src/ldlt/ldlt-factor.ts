import type { NDArray } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { requireFiniteMatrices } from "../operand/operands.js";
import { factorLdlt } from "../blocked/ldlt/ldlt.js";
import type { Factored } from "../solve/factor-method.js";
import { ldltMethod } from "./ldlt-method.js";
import { indicesOf } from "../lu/lu-factor.js";

/** A and its factors: `packed` (see `factorLdlt`) and int32 `[…, n, 1]`, the order of rows and columns. */
export interface LdltFactored extends Factored {
  readonly factors: readonly [packed: NDArray, order: NDArray];
}

/** Factors A once, for `op`. */
export function ldltFactors(op: string, a: NDArray): LdltFactored {
  const [packed, order] = bindMany(ldltFactorP, [a], op);
  return { method: ldltMethod, a, factors: [packed, order] };
}

/** Its outputs are constants to differentiation: see `Factored`. */
const ldltFactorP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("ldlt", {
  batch: [2],
  abstract([a]) {
    const [n] = matrixDims(a);
    return [
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: int32, layout: rowMajor([...batchDims(a), n, 1]) },
    ];
  },

  evaluate([a], [packed, order], op) {
    requireFiniteMatrices(op, "a", a);
    const places = new Int32Array(matrixDims(a)[0]);
    for (const [matrix, target, rows] of matrices([a, packed, order])) {
      factorLdlt(matrix, target, places);
      indicesOf(rows).set(places); // a fresh output is contiguous, so this writes to it
    }
  },

  derivative: false,
});
