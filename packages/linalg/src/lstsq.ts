import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  matmul,
  reshape,
  square,
  sub,
  sum,
} from "@linnet/core";
import { requireFinite, requireOptions } from "@linnet/core/extend";
import { countRank } from "./matrix-rank.js";
import { requireRows, sameFloat } from "./operands.js";
import { applyPinv, pinvFactors } from "./pinv.js";
import type { RankOptions } from "./rank-tolerance.js";
import type { BatchOf, MinDim, Solved, WithTail } from "./typed-shape.js";

/** What `lstsq` answers. */
export interface LeastSquares<D extends DType, A extends Shape, B extends Shape> {
  /** The minimizer of least norm, shape `[…, n]` or `[…, n, k]`. */
  readonly x: NDArray<D, Result<Solved<A, B>>>;
  /** ‖A·x − b‖₂², one per column: shape `[…]` for a vector b, `[…, k]` for columns. */
  readonly residuals: NDArray<D>;
  /** int32 `[…]`: how many singular values count. */
  readonly rank: NDArray<"int32", BatchOf<A>>;
  /** Descending, `[…, min(m, n)]`; a constant to differentiation. */
  readonly singularValues: NDArray<D, WithTail<A, readonly [MinDim<A>]>>;
}

/**
 * Least squares by the SVD: the x of least ‖x‖₂ among those that minimize ‖A·x − b‖₂, for A of any shape and rank.
 *
 * @param a shape `[…, m, n]`
 * @param b a vector `[m]`, or matrices `[…, m, k]` whose leading axes broadcast with a's
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε
 * @throws {ShapeError} when the rows of A and B differ in number
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks The cost of the thin SVD. Backward stable; the error of x is of the order of ε·(κ + κ²·‖r‖/(‖A‖·‖x‖)).
 *   Where A surely has full column rank, `qr(a).solve(b)` is faster. Differentiable where the rank does not change.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5; Björck, *Numerical Methods for Least Squares*, §1.4
 * @example
 * lstsq(array([[1, 0], [1, 1], [1, 2]]), array([1, 3, 5])).x.toArray(); // [1, 2]
 */
export function lstsq<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Solved<A, B>, "lstsq">,
  options?: RankOptions,
): LeastSquares<Divided<Promote<D, E>>, A, B> {
  requireRows("lstsq", a as NDArray, b as NDArray);
  const [matrix, rhs] = sameFloat("lstsq", a as NDArray, b as NDArray);
  requireFinite("lstsq", "b", rhs);
  const factors = pinvFactors("lstsq", matrix, requireOptions("lstsq", options));
  const isVector = rhs.ndim === 1;
  const columns: NDArray = isVector ? reshape(rhs, [rhs.size, 1]) : rhs;
  const solution = applyPinv(factors, columns);
  const squares: NDArray = sum(square(sub(matmul(matrix, solution), columns)), { axis: -2 });
  return {
    x: isVector ? withoutLastAxis(solution) : solution,
    residuals: isVector ? withoutLastAxis(squares) : squares,
    rank: countRank(factors.S, factors.rtol),
    singularValues: factors.S,
  };
}

function withoutLastAxis(x: NDArray): NDArray {
  return reshape(x, x.shape.slice(0, -1));
}
