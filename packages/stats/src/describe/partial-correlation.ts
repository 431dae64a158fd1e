import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ShapeError,
  ValueError,
  diagonal,
  div,
  eye,
  matmul,
  mean,
  neg,
  sub,
  where,
} from "@linnet/core";
import { qr, solveTriangular, vectorNorm } from "@linnet/linalg";
import { constantColumns, requireTable } from "../prepare/table.js";
import { normalized } from "./covariance.js";

/**
 * Partial correlation of each two columns of `x`: that of what is left of them when all other columns are regressed out.
 *
 *     rⱼₖ = −Pⱼₖ/√(Pⱼⱼ·Pₖₖ),  P the inverse of the covariance
 *
 * @param x shape `[n, p]`, n > p
 * @returns shape `[p, p]` with a unit diagonal, all of it in [−1, 1]
 * @throws {ShapeError} unless there are more rows than columns
 * @throws {ValueError} for NaN or infinite entries, a constant column, and one that depends on those before it
 * @remarks P = R⁻¹·R⁻ᵀ by the QR factorization of the centred and scaled columns: the covariance, whose condition is the square, is not
 *   formed.
 * @see Whittaker, *Graphical Models in Applied Multivariate Statistics*, 1990, §5.7
 * @example
 * // The second and third columns are the first with errors of their own.
 * const x = array([[1, 2, 1], [2, 2, 3], [3, 4, 2], [4, 3, 5], [5, 6, 4]]);
 * partialCorrelation(x).at(1, 2).item() < 0; // true
 */
export function partialCorrelation<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): NDArray<Divided<D>, readonly [P, P]> {
  const op = "partialCorrelation";
  const data = requireTable(op, x);
  const [n, p]: readonly number[] = data.shape;
  if (n <= p) throw new ShapeError(op, "x must have more rows than columns", { x: data.shape });
  const still = constantColumns(data).toTypedArray().indexOf(1);
  if (still >= 0) throw new ValueError(op, "no column may be constant", `column ${still}`, "Drop it first.");
  const centred: NDArray = sub(data, mean(data, { axis: 0 }) as NDArray);
  const units: NDArray = div(centred, vectorNorm(centred, { axis: 0 }) as NDArray);
  const { R } = qr(units) as unknown as { R: NDArray }; // of a matrix of any size
  const limit = n * (data.dtype === "float32" ? 2 ** -23 : Number.EPSILON);
  const aliased = diagonal(R)
    .toTypedArray()
    .findIndex((r: number) => !(r > limit));
  if (aliased >= 0) {
    const hint = "Drop it first.";
    throw new ValueError(op, "no column may depend on those before it", `column ${aliased}`, hint);
  }
  const inverse: NDArray = solveTriangular(R, eye(p, { dtype: data.dtype }) as NDArray, "upper");
  const correlation = normalized(matmul(inverse, inverse.T as NDArray));
  return where(eye(p, { dtype: "bool" }), 1, neg(correlation)) as NDArray;
}
