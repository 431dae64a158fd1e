import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Shape,
  astype,
  matmul,
} from "@linnet/core";
import {
  type PrimitiveMany,
  bindMany,
  contiguousLike,
  elements,
  matrices,
  primitiveMany,
  requireSquare,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { adjoint } from "../operand/adjoint.js";
import { tridiagonalForm } from "../blocked/symmetric/tridiagonal-form.js";
import { noDerivative } from "../operand/no-derivative.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";

/**
 * Tridiagonal form of a symmetric or Hermitian matrix: a real matrix with entries on three diagonals and the eigenvalues of A. Reads
 * the lower triangle only, and of its diagonal the real parts.
 *
 *     A = Q·T·Qᴴ,  QᴴQ = I
 *
 * @param a shape `[…, n, n]`
 * @returns `T` real, symmetric and tridiagonal, `Q` unitary, both `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks 4/3·n³ flops for T and as many for Q. Backward stable: ‖A − Q·T·Qᴴ‖ ≤ p(n)·u·‖A‖. float32 and complex64 are computed in
 *   double precision.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §8.3.1; LAPACK dsytrd
 * @example
 * tridiagonal(array([[1, 3, 4], [3, 2, 0], [4, 0, 5]])).T.at(0, 2).item(); // 0
 */
export function tridiagonal<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "tridiagonal">,
): Tridiagonal<Divided<D>, S> {
  const matrix = requireInexactMatrix("tridiagonal", requireSquare("tridiagonal", a as NDArray));
  const [Q, T] = bindMany(tridiagonalP, [matrix], undefined);
  return new Tridiagonal(Q, T);
}

/** A = Q·T·Qᴴ. */
export class Tridiagonal<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Unitary, shape of A. */
    readonly Q: NDArray<D, S>,
    /** Real, symmetric and tridiagonal, shape of A. */
    readonly T: NDArray<RealOf<D>, S>,
  ) {}

  /** Q·T·Qᴴ. */
  reconstruct(): NDArray<D, S> {
    const { Q, T }: { Q: NDArray; T: NDArray } = this;
    return matmul(matmul(Q, astype(T, Q.dtype)), adjoint(Q));
  }
}

const tridiagonalP: PrimitiveMany = /* @__PURE__ */ primitiveMany("tridiagonal", {
  batch: [2],
  abstract: ([a]) => [contiguousLike(a), { type: realType(a.type), layout: contiguousLike(a).layout }],
  evaluate([a], [Q, T]) {
    requireFiniteMatrices("tridiagonal", "a", a);
    elements(T.storage, T.type).fill(0, T.offset, T.offset + T.size);
    for (const [matrix, q, t] of matrices([a, Q, T])) tridiagonalForm(matrix, q, t);
  },
  derivative: /* @__PURE__ */ noDerivative("tridiagonal", "Use eigh or eigvalsh, which have one."),
});
