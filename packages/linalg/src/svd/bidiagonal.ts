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
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  requireFinite,
  rowMajor,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { bidiagonalForm } from "../blocked/svd/bidiagonal-form.js";
import { noDerivative } from "../operand/no-derivative.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { ColsOf, Matrix, MinDim, RowsOf, WithTail } from "../operand/typed-shape.js";

/**
 * Bidiagonal form: a real matrix with entries on two diagonals, between unitary factors. It has the singular values of A.
 *
 *     A = U·B·Vh,  UᴴU = I,  Vh·Vhᴴ = I
 *
 * @param a shape `[…, m, n]`; k = min(m, n)
 * @returns `B` `[…, k, k]`, real, on the diagonal and above it for m ≥ n, below it for m < n; `U` `[…, m, k]`, `Vh` `[…, k, n]`
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks 4·m·n² − 4/3·n³ flops for B (m ≥ n) and as many for the factors. Backward stable: ‖A − U·B·Vh‖ ≤ p(m, n)·u·‖A‖.
 *   float32 and complex64 are computed in double precision.
 * @see Golub & Kahan 1965; LAPACK dgebrd
 * @example
 * bidiagonal(array([[3, 0], [4, 0]])).B.at(1, 0).item(); // 0
 */
export function bidiagonal<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "bidiagonal">,
): Bidiagonal<Divided<D>, S> {
  const [U, B, Vh] = bindMany(bidiagonalP, [requireInexactMatrix("bidiagonal", a as NDArray)], undefined);
  return new Bidiagonal(U, B, Vh);
}

/** A = U·B·Vh. */
export class Bidiagonal<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Orthonormal columns, shape `[…, m, k]`. */
    readonly U: NDArray<D, WithTail<S, readonly [RowsOf<S>, MinDim<S>]>>,
    /** Real and bidiagonal, shape `[…, k, k]`. */
    readonly B: NDArray<RealOf<D>, WithTail<S, readonly [MinDim<S>, MinDim<S>]>>,
    /** Orthonormal rows, shape `[…, k, n]`. */
    readonly Vh: NDArray<D, WithTail<S, readonly [MinDim<S>, ColsOf<S>]>>,
  ) {}

  /** U·B·Vh. */
  reconstruct(): NDArray<D, S> {
    const { U, B, Vh }: { U: NDArray; B: NDArray; Vh: NDArray } = this;
    return matmul(matmul(U, astype(B, U.dtype)), Vh);
  }
}

const bidiagonalP: PrimitiveMany = /* @__PURE__ */ primitiveMany("bidiagonal", {
  batch: [2],
  abstract([a]) {
    const [m, n] = matrixDims(a);
    const k = Math.min(m, n);
    const batch = batchDims(a);
    return [
      { type: a.type, layout: rowMajor([...batch, m, k]) },
      { type: realType(a.type), layout: rowMajor([...batch, k, k]) },
      { type: a.type, layout: rowMajor([...batch, k, n]) },
    ];
  },
  evaluate([a], [U, B, Vh]) {
    requireFinite("bidiagonal", "a", a);
    for (const [matrix, u, b, vh] of matrices([a, U, B, Vh])) bidiagonalForm(matrix, u, b, vh);
  },
  derivative: /* @__PURE__ */ noDerivative("bidiagonal", "Use svd or svdvals, which have one."),
});
