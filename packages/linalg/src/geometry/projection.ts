import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  ShapeError,
  concat,
  eye,
  matrixTranspose,
  zerosLike,
} from "@linnet/core";
import { matrixDims, requireOptions } from "@linnet/core/extend";
import { svdInverse } from "../least-squares/pinv.js";
import type { RankOptions } from "../norms/rank-tolerance.js";
import { hermitianPart } from "../operand/mirror.js";
import { requireInexactMatrix, requireRows, sameInexact } from "../operand/operands.js";
import type { Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";
import { qrFactors } from "../qr/qr-factors.js";
import { solve } from "../solve/solve.js";
import { requireIndependent } from "./require-independent.js";
import { projectWith } from "./project.js";

/** Options of `projection`. */
export interface ProjectionOptions extends RankOptions {
  /** `[…, m, m − n]`: project along the span of these columns, which stands aslant; default orthogonally. */
  readonly along?: NDArray;
}

/**
 * The matrix that projects on the span of the columns of A, orthogonally or along another span.
 *
 *     P² = P,   range P = span A,   null space of P = (span A)⊥, or span B:   P = A·A⁺, or [A 0]·[A B]⁻¹
 *
 * @param a shape `[…, m, n]`, real or complex; of any rank, but of independent columns with `along`
 * @param options `along`; `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns shape `[…, m, m]`, exactly Hermitian where it is orthogonal
 * @throws {DependenceError} with `along`, when columns of A, of B, or of both together are dependent
 * @throws {ShapeError} when A and B do not have m rows and m columns together
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks ‖P² − P‖ is of the order of ε, with `along` of ε·‖P‖², and ‖P‖ = 1/sin of the least angle between the spans. `project` projects
 *   vectors without the m×m matrix. Differentiable where the rank does not change.
 * @see Meyer, *Matrix Analysis and Applied Linear Algebra*, §5.9 and §5.13
 * @example
 * projection(array([[1], [1]])).toArray(); // about [[0.5, 0.5], [0.5, 0.5]]
 * projection(array([[1], [0]]), { along: array([[1], [1]]) }).toArray(); // about [[1, -1], [0, 0]]
 */
export function projection<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "projection">,
  options?: ProjectionOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [RowsOf<S>, RowsOf<S>]>>> {
  const { along, rtol } = requireOptions("projection", options);
  const matrix = requireInexactMatrix("projection", a as NDArray);
  if (along !== undefined) return oblique(matrix, along, rtol);
  const [m] = matrixDims(matrix);
  return hermitianPart(projectWith(svdInverse("projection", matrix, rtol, false), eye(m, { dtype: matrix.dtype })));
}

/** [A 0]·[A B]⁻¹, of orthonormal bases of both spans, so that their lengths and angles inside do no harm. */
function oblique(a: NDArray, along: NDArray, rtol: number | undefined): NDArray {
  requireRows("projection", a, along);
  const [A, B] = sameInexact("projection", a, along);
  const [m, n] = matrixDims(A);
  if (B.ndim < 2 || n + matrixDims(B)[1] !== m) {
    const contract = "a and along must have as many columns together as rows";
    throw new ShapeError("projection", contract, { a: A.shape, along: B.shape });
  }
  requireIndependent("projection", "a", A, rtol);
  requireIndependent("projection", "along", B, rtol);
  const [onto] = qrFactors("projection", A, false);
  const [beside] = qrFactors("projection", B, false);
  const both: NDArray = concat([onto, beside], { axis: -1 });
  const hint = "Their spans must meet in 0 only.";
  requireIndependent("projection", "a and along together", both, rtol, hint);
  const kept: NDArray = concat([onto, zerosLike(beside)], { axis: -1 });
  return matrixTranspose(solve(matrixTranspose(both), matrixTranspose(kept)));
}
