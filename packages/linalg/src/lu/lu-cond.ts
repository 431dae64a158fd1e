import type { NDArray } from "@linnet/core";
import type { MatrixView } from "@linnet/core/extend";
import { float64, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { luConditionMany } from "@linnet/kernels/lapack";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { estimateCondition, norm1 } from "../blocked/solve/condition-estimate.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { firstZeroPivot } from "../blocked/lu/lu.js";
import { condFromFactors } from "../solve/factor-cond.js";
import { type LuFactors, indicesOf } from "./lu-factor.js";
import { solveInto, solveTransposed } from "./lu-solve.js";

/** An estimate of ‖A‖₁·‖A⁻¹‖₁ from the factors of A, a real number per matrix. */
export function condFromLu({ a, packed, order }: LuFactors): NDArray {
  return condFromFactors(a, [packed, order], estimate);
}

function estimate(a: MatrixView, lu: MatrixView, order: MatrixView): number {
  return estimateByKernel(a, lu) ?? estimateBySolves(a, lu, order);
}

function estimateByKernel(a: MatrixView, lu: MatrixView): number | null {
  const out = unsetWorkspace(float64, 1, 1);
  const known = luConditionMany(1, { first: a, step: 0 }, { first: lu, step: 0 }, out);
  const value = known ? out.data[out.offset] : null;
  release(out.storage);
  return value;
}

/** For complex matrices, and spilled ones. */
function estimateBySolves(a: MatrixView, lu: MatrixView, order: MatrixView): number {
  if (firstZeroPivot(lu) >= 0) return Infinity;
  const n = a.rows;
  const y = workspace(a.type, n, 1);
  const value = estimateCondition(norm1(a), n, a.type, (x, adjoint) => {
    if (adjoint) conjugateInPlace(x); // A⁻ᴴ·x is the conjugate of A⁻ᵀ·x̄
    (adjoint ? solveTransposed : solveInto)(lu, indicesOf(order), x, y);
    copyMatrix(y, x);
    if (adjoint) conjugateInPlace(x);
  });
  release(y.storage);
  return value;
}
