import { type NDArray, matmul, matrixTranspose, neg, sub, zerosLike } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  broadcastShapes,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
  sameShape,
  sumTo,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { FEW_REAL_ROWS, solveMany } from "@linnet/kernels/lapack";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { luFactors } from "../lu/lu-factor.js";
import { luMethod } from "../lu/lu-method.js";
import { solveFactored } from "../lu/lu-solve.js";
import { epsilonOf } from "../operand/epsilon.js";
import { type Run, inFewCalls } from "../operand/few-rows.js";
import { type IllConditioned, requireWorkingPrecision } from "../operand/working-precision.js";

interface FewParams {
  readonly op: string;
  readonly onIllConditioned: ((info: IllConditioned) => void) | undefined;
}

/** Whether `solveFew` is meant for them: real matrices of few rows, each with its own right-hand sides. */
export function areFew(a: NDArray, b: NDArray): boolean {
  if (a.type.kind !== "float" || matrixDims(a)[0] > FEW_REAL_ROWS) return false;
  return (
    a.ndim >= b.ndim && (b.ndim <= 2 || sameShape(batchDims(a), broadcastShapes("solve", batchDims(a), batchDims(b))))
  );
}

/**
 * X with A·X = B for general matrices that `areFew`: a kernel factors, estimates the condition and solves in one call.
 *
 * @param b shape `[…, n, k]`, of a's dtype
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {SingularMatrixError} as `requireWorkingPrecision`
 */
export function solveFew(op: string, a: NDArray, b: NDArray, onIllConditioned: FewParams["onIllConditioned"]): NDArray {
  return bindMany(solveFewP, [a, b], { op, onIllConditioned })[0];
}

/** X, and the factors of A from `lu`, which are constants to differentiation and save it from factoring again. */
const solveFewP: PrimitiveMany<FewParams> = /* @__PURE__ */ primitiveMany<FewParams>("solve", {
  batch: [2],
  abstract([a, b]) {
    const [n, k] = matrixDims(b);
    const batch = batchDims(a);
    return [
      { type: a.type, layout: rowMajor([...batch, n, k]) },
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: int32, layout: rowMajor([...batch, n, 1]) },
    ];
  },

  evaluate([a, b], outputs, { op, onIllConditioned }) {
    const worst = 1 / epsilonOf(a.type);
    const byKernel: Run = (count, [matrix, rhs, x, lu, order], [step, rhsStep]) =>
      solveMany(count, { first: matrix, step }, { first: rhs, step: rhsStep }, x, lu, order, worst);
    if (inFewCalls([a, b, ...outputs], byKernel, FEW_REAL_ROWS)) return;
    const { packed, order } = luFactors(op, a); // the long way knows to tell what is wrong, or that nothing is
    requireWorkingPrecision(op, { method: luMethod, a, factors: [packed, order] }, onIllConditioned);
    const results = [solveFactored(op, { a, packed, order }, b), packed, order];
    for (const views of matrices([...results, ...outputs])) {
      for (let i = 0; i < 3; i++) copyMatrix(views[i], views[3 + i]);
    }
  },

  derivative: {
    // A·X = B ⇒ B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ (Giles 2008)
    vjp([ct], [a, b], [x, packed, order], { op }) {
      const adjoint = solveFactored(op, { a, packed, order }, ct ?? zerosLike(x), true);
      return [() => sumTo(matmul(neg(adjoint), matrixTranspose(x)), a.shape), () => sumTo(adjoint, b.shape)];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp: ([da, db], [a], [x, packed, order], { op }) => [
      solveFactored(op, { a, packed, order }, sub(db, matmul(da, x))),
      zerosLike(packed),
      order,
    ],
  },
});
