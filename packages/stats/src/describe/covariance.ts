import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ShapeError,
  ValueError,
  clip,
  diagonal,
  div,
  expandDims,
  eye,
  matmul,
  mean,
  sqrt,
  sub,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { constantColumns, requireTable } from "../prepare/table.js";

/**
 * Covariance of the columns of `x`:
 *
 *     Cⱼₖ = Σᵢ (xᵢⱼ − x̄ⱼ)(xᵢₖ − x̄ₖ) / (n − ddof)
 *
 * @param x shape `[n, p]`
 * @param options `ddof`: the divisor is n − ddof; default 1
 * @returns shape `[p, p]`, symmetric to the last bit
 * @throws {ValueError} unless n − ddof is positive
 */
export function covariance<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  options?: { readonly ddof?: number },
): NDArray<Divided<D>, readonly [P, P]> {
  const { ddof = 1 } = requireOptions("covariance", options);
  const data = requireTable("covariance", x);
  const n: number = data.shape[0];
  if (!(n - ddof > 0)) throw new ValueError("covariance", "n − ddof must be positive", `n ${n} and ddof ${ddof}`);
  const centred: NDArray = sub(data, mean(data, { axis: 0 }) as NDArray);
  return div(matmul(centred.T as NDArray, centred), n - ddof);
}

/**
 * Pearson correlation of the columns of `x`: covariances divided by both standard deviations.
 *
 * @param x shape `[n, p]`
 * @returns shape `[p, p]` with a unit diagonal, all of it in [−1, 1]
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for a constant column, whose correlation is not defined
 */
export function correlation<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): NDArray<Divided<D>, readonly [P, P]> {
  const data = requireTable("correlation", x);
  if (data.shape[0] < 2) throw new ShapeError("correlation", "x must have at least two rows", { x: data.shape });
  const column = constantColumns(data).toTypedArray().indexOf(1);
  if (column >= 0) {
    throw new ValueError("correlation", "no column may be constant", `column ${column}`, "Drop it first.");
  }
  const c: NDArray = covariance(data);
  const s: NDArray = sqrt(diagonal(c));
  const r = clip(div(div(c, expandDims(s, 1)), s), -1, 1); // rounding may lead beyond
  return where(eye(s.size, { dtype: "bool" }), 1, r);
}
