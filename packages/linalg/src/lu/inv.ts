import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  matmul,
  matrixTranspose,
  neg,
} from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  contiguousLike,
  matrices,
  matrixDims,
  primitive,
  requireSquare,
} from "@linnet/core/extend";
import { release, unsetWorkspace } from "@linnet/kernels";
import { invMany } from "@linnet/kernels/lapack";
import { batchIndex } from "../operand/batch.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { factorLu, invertFromLu, pivotsFor, rowOrder } from "../blocked/lu/lu.js";
import { SingularMatrixError } from "../errors.js";
import { type Run, fewRowsOf, inFewCalls } from "../operand/few-rows.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";

/**
 * The inverse A⁻¹.
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a
 * @throws {ShapeError} when the last two axes differ
 * @throws {SingularMatrixError} when a pivot is exactly zero, with its index
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 2·n³ flops: LU, then U⁻¹·(L⁻¹·P). The right residual ‖A·X − I‖ is of the order of κ(A)·n·ε. To solve
 *   A·x = b, `solve` does a third of the work and is more accurate.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §14.3
 */
export function inv<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "inv">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return inverseOf("inv", requireInexactMatrix("inv", requireSquare("inv", a as NDArray)));
}

/** The inverse of square matrices of an inexact dtype, in the name of `op`. */
export function inverseOf(op: string, a: NDArray): NDArray {
  return bind(invP, [a], op);
}

/** Params: the name of the operation. */
const invP: Primitive<string> = /* @__PURE__ */ primitive<string>("inv", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([a], x, op) {
    const run: Run = (count, [first, out], [step]) => invMany(count, { first, step }, out);
    if (inFewCalls([a, x], run, fewRowsOf(a.type))) return;
    requireFiniteMatrices(op, "a", a);
    const [n] = matrixDims(a);
    const lu = unsetWorkspace(a.type, n, n);
    const pivots = pivotsFor(n, n);
    const order = new Int32Array(n);
    let count = 0;
    for (const [source, target] of matrices([a, x])) {
      copyMatrix(source, lu);
      const zero = factorLu(lu, pivots);
      if (zero >= 0) {
        throw new SingularMatrixError(op, zero, batchIndex(count, batchDims(a)), "Use pinv for the pseudoinverse.");
      }
      rowOrder(n, pivots, order);
      invertFromLu(lu, order, target);
      count++;
    }
    release(pivots.storage);
    release(lu.storage);
  },

  derivative: {
    // X = A⁻¹ ⇒ Ā = −Xᵀ·X̄·Xᵀ (Giles 2008)
    vjp(ct, _inputs, x) {
      const xt = matrixTranspose(x);
      return [() => neg(matmul(matmul(xt, ct), xt))];
    },
    // dX = −X·dA·X
    jvp: ([da], _inputs, x) => neg(matmul(matmul(x, da), x)),
  },
});
