import { type NDArray, matmul, matrixTranspose, neg, sub, zerosLike } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrixDims,
  primitiveMany,
  rowMajor,
  sumTo,
  withElements,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { FEW_REAL_ROWS, solveDefiniteMany } from "@linnet/kernels/lapack";
import { choleskyMethod } from "../cholesky/cholesky-method.js";
import { epsilonOf } from "../operand/epsilon.js";
import { type Run, inFewCalls } from "../operand/few-rows.js";
import type { Factored } from "./factor-method.js";
import { solveFrom, solveTransposedFrom } from "./factored-solve.js";

/**
 * X with A·X = B for symmetric matrices that `areFew`, if a kernel finds all of them positive definite and well enough conditioned, and every
 * number finite: null where not, which the long way tells more of.
 *
 * @param b shape `[…, n, k]`, of a's dtype
 */
export function solveFewDefinite(op: string, a: NDArray, b: NDArray): NDArray | null {
  if (withElements(a) !== a || withElements(b) !== b) return null; // one flag for all says nothing of the members of a batch
  const [x, , done] = bindMany(solveFewDefiniteP, [a, b], op);
  return isDone(done) ? x : null;
}

/** X, Lᵀ of A = L·Lᵀ, which is a constant to differentiation and saves it from factoring again, and for each matrix 1 if all are known, else 0. */
const solveFewDefiniteP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("solveDefinite", {
  batch: [2],
  abstract([a, b]) {
    const [n, k] = matrixDims(b);
    return [
      { type: a.type, layout: rowMajor([...batchDims(a), n, k]) },
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: int32, layout: rowMajor(batchDims(a)) },
    ];
  },

  evaluate([a, b], [x, upper, done]) {
    const worst = 1 / epsilonOf(a.type);
    const byKernel: Run = (count, [matrix, rhs, solution, factor], [step, rhsStep]) =>
      solveDefiniteMany(count, { first: matrix, step }, { first: rhs, step: rhsStep }, solution, factor, worst);
    const known = inFewCalls([a, b, x, upper], byKernel, FEW_REAL_ROWS);
    elements(done.storage, done.type).fill(Number(known), done.offset, done.offset + done.size);
    if (known) return;
    for (const { storage, type, offset, size } of [x, upper]) elements(storage, type).fill(NaN, offset, offset + size);
  },

  derivative: {
    // A as a general matrix: A·X = B ⇒ B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ (Giles 2008)
    vjp([ct], [a, b], [x, upper], op) {
      const pulled = solveTransposedFrom(op, factoredBy(a, upper), ct ?? zerosLike(x));
      return [() => sumTo(matmul(neg(pulled), matrixTranspose(x)), a.shape), () => sumTo(pulled, b.shape)];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp([da, db], [a], [x, upper, done], op) {
      if (!isDone(done)) return [zerosLike(x), zerosLike(upper), done];
      return [solveFrom(op, factoredBy(a, upper), sub(db, matmul(da, x))), zerosLike(upper), done];
    },
  },
});

function factoredBy(a: NDArray, upper: NDArray): Factored {
  return { method: choleskyMethod, a, factors: [upper] };
}

function isDone(done: NDArray): boolean {
  const { storage, type, offset, size } = withElements(done);
  return size === 0 || elements(storage, type)[offset] === 1;
}
