import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ShapeError,
  add,
  div,
  eye,
  mul,
  scope,
  slice,
  square,
  sub,
  sum,
  trace,
} from "@linnet/core";
import { requireTable } from "../prepare/table.js";
import { scatterOf } from "./scatter.js";

/** A covariance drawn towards a multiple of the identity. */
export interface ShrunkCovariance<P extends Dim, D extends DType> {
  /** (1 − s)·S + s·μ·I, `[p, p]`, with S the covariance of divisor n and μ its mean variance. */
  readonly covariance: NDArray<D, readonly [P, P]>;
  /** s in [0, 1]. */
  readonly shrinkage: number;
}

/**
 * Covariance of columns by Ledoit and Wolf: S, shrunk as far as makes the expected squared error least, whatever the distribution.
 *
 *     s = min(β, δ)/δ,  δ = ‖S − μ·I‖²/p,  β = (Σᵢ ‖xᵢ − x̄‖⁴/n − ‖S‖²)/(n·p),  μ = tr S/p
 *
 * @param x shape `[n, p]`; p may exceed n
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for NaN or infinite entries, and products that overflow
 * @remarks The cost of `covariance`, and a pass over the rows. Of columns without variance the shrinkage is 0.
 * @see Ledoit & Wolf, *A well-conditioned estimator for large-dimensional covariance matrices*, J. Multivariate Analysis 88, 2004
 * @example
 * const { covariance, shrinkage } = ledoitWolf(array([[1, 0], [2, 1], [4, 1]]));
 * covariance.at(0, 1).item() < 4 / 9; // true
 * shrinkage > 0; // true
 */
export function ledoitWolf<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): ShrunkCovariance<P, Divided<D>> {
  return shrunk("ledoitWolf", x, (data, mean, S, distance) => {
    const [n, p]: readonly number[] = data.shape;
    const delta = distance / p;
    const beta = (fourthPowers(data, mean) / n - sum(square(S)).item()) / (n * p);
    return delta === 0 ? 0 : Math.min(Math.max(beta, 0), delta) / delta;
  });
}

/**
 * Covariance of columns by oracle approximating shrinkage, which assumes normal data and then shrinks better than `ledoitWolf`.
 *
 *     s = min(1, (tr S² + (tr S)²)/((n + 1)·(tr S² − (tr S)²/p)))
 *
 * @param x shape `[n, p]`; p may exceed n
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for NaN or infinite entries, and products that overflow
 * @remarks As scikit-learn does, terms of size 2/p in Chen's formula (23) are left out. Of columns whose variances are equal and which
 *   do not correlate, and of constant ones, the shrinkage is 1.
 * @see Chen, Wiesel, Eldar & Hero, *Shrinkage algorithms for MMSE covariance estimation*, IEEE Trans. Signal Processing 58, 2010
 * @example
 * oas(array([[1, 0], [2, 1], [4, 1]])).shrinkage <= 1; // true
 */
export function oas<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
): ShrunkCovariance<P, Divided<D>> {
  return shrunk("oas", x, (data, _mean, S, distance) => {
    const squares = sum(square(S)).item() + trace(S).item() ** 2;
    return distance === 0 ? 1 : Math.min(squares / ((data.shape[0] + 1) * distance), 1);
  });
}

/** @param shrinkageOf s of the data, their mean, S, and ‖S − μ·I‖² */
function shrunk(
  op: string,
  x: NDArray,
  shrinkageOf: (data: NDArray, mean: NDArray, S: NDArray, distance: number) => number,
): ShrunkCovariance<any, any> {
  const data = requireTable(op, x);
  const [n, p]: readonly number[] = data.shape;
  if (n < 2) throw new ShapeError(op, "x must have at least two rows", { x: data.shape });
  return scope(() => {
    const { mean, scatter } = scatterOf(op, data, { values: undefined, sum: n, size: n });
    const S: NDArray = div(scatter, n);
    const target: NDArray = mul(eye(p, { dtype: data.dtype }), trace(S).item() / p);
    const shrinkage = shrinkageOf(data, mean, S, sum(square(sub(S, target) as NDArray)).item());
    return { covariance: add(mul(S, 1 - shrinkage), mul(target, shrinkage)) as NDArray, shrinkage };
  });
}

/** As many numbers as are centred at once. */
const CHUNK = 2 ** 20;

/** Σᵢ ‖xᵢ − x̄‖⁴. */
function fourthPowers(data: NDArray, mean: NDArray): number {
  const [n, p]: readonly number[] = data.shape;
  const rows = Math.max(Math.floor(CHUNK / p), 1);
  let total = 0;
  for (let start = 0; start < n; start += rows) {
    const chunk = `${start}:${Math.min(start + rows, n)}` as const;
    total += scope(() => {
      const lengths: NDArray = sum(square(sub(slice(data, chunk) as NDArray, mean) as NDArray), { axis: 1 });
      return sum(square(lengths)).item();
    });
  }
  return total;
}
