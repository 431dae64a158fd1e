import {
  type Dim,
  type NDArray,
  ValueError,
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
import { requireTable } from "../prepare/standardizer.js";

/**
 * Covariance of the columns of `x`:
 *
 *     Cⱼₖ = Σᵢ (xᵢⱼ − x̄ⱼ)(xᵢₖ − x̄ₖ) / (n − ddof)
 *
 * @param x shape `[n, p]`
 * @returns shape `[p, p]`, symmetric to the last bit
 * @throws {ValueError} unless n − ddof is positive
 */
export function covariance<N extends Dim, P extends Dim>(
  x: NDArray<any, readonly [N, P]>,
  { ddof = 1 }: { readonly ddof?: number } = {},
): NDArray<any, readonly [P, P]> {
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
 * @returns shape `[p, p]` with a unit diagonal
 * @throws {ValueError} for a constant column, whose correlation is not defined
 */
export function correlation<N extends Dim, P extends Dim>(
  x: NDArray<any, readonly [N, P]>,
): NDArray<any, readonly [P, P]> {
  const c: NDArray = covariance(x);
  const s: NDArray = sqrt(diagonal(c));
  s.toTypedArray().forEach((value, column) => {
    if (value === 0)
      throw new ValueError("correlation", "no column may be constant", `column ${column}`, "Drop it first.");
  });
  const r = div(div(c, expandDims(s, 1)), s);
  return where(eye(s.size).astype("bool"), 1, r);
}
