import { type Check, type DType, type Divided, type NDArray, type Shape, adjoint, matmul } from "@linnet/core";
import {
  type PrimitiveMany,
  bindMany,
  contiguousLike,
  matrices,
  primitiveMany,
  requireSquare,
} from "@linnet/core/extend";
import { schurMany } from "@linnet/kernels/lapack";
import { hessenbergForm } from "../blocked/schur/schur.js";
import { inFewCalls } from "../operand/few-rows.js";
import { noDerivative } from "../operand/no-derivative.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";

/**
 * Hessenberg form: a unitary similarity to a matrix that is zero below its subdiagonal.
 *
 *     A = Q·H·Qᴴ,  Qᴴ·Q = I
 *
 * @param a shape `[…, n, n]`
 * @returns `Q` and `H` of the shape of A
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 14/3·n³ flops, by blocks of Householder reflections. Backward stable: ‖A − Q·H·Qᴴ‖ ≤ p(n)·u·‖A‖. float32 and
 *   complex64 are computed in double precision.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §7.4; LAPACK dgehrd
 * @example
 * hessenberg(array([[1, 2, 3], [4, 5, 6], [8, 8, 9]])).H.at(2, 0).item(); // 0
 */
export function hessenberg<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "hessenberg">,
): Hessenberg<Divided<D>, S> {
  const x = requireInexactMatrix("hessenberg", requireSquare("hessenberg", a as NDArray));
  const [Q, H] = bindMany(hessenbergP, [x], undefined);
  return new Hessenberg(Q, H);
}

/** A = Q·H·Qᴴ. */
export class Hessenberg<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Unitary, shape of A. */
    readonly Q: NDArray<D, S>,
    /** Zero below its subdiagonal, shape of A. */
    readonly H: NDArray<D, S>,
  ) {}

  /** Q·H·Qᴴ. */
  reconstruct(): NDArray<D, S> {
    const { Q, H }: { Q: NDArray; H: NDArray } = this;
    return matmul(matmul(Q, H), adjoint(Q));
  }
}

const hessenbergP: PrimitiveMany = /* @__PURE__ */ primitiveMany("hessenberg", {
  batch: [2],
  abstract: ([a]) => [contiguousLike(a), contiguousLike(a)],
  evaluate: ([a], [Q, H]) => {
    const isReal = a.type.kind !== "complex";
    if (
      isReal &&
      inFewCalls([a, H, Q], (count, [first, h, q], [step]) => schurMany(count, { first, step }, h, q, null))
    ) {
      return;
    }
    requireFiniteMatrices("hessenberg", "a", a);
    for (const [matrix, h, q] of matrices([a, H, Q])) hessenbergForm(matrix, h, q);
  },
  derivative: /* @__PURE__ */ noDerivative("hessenberg", "Use eig or eigvals, which have one."),
});
