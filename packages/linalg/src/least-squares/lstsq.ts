import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  ValueError,
  abs,
  matmul,
  reshape,
  square,
  sub,
  sum,
} from "@linnet/core";
import { kindOf, requireFinite, requireOptions } from "@linnet/core/extend";
import { orthogonalInverse, rankOfInverse } from "../qr/complete-orthogonal.js";
import { type EqualityConstraints, type Minimizer, constrained } from "./constrained-lstsq.js";
import { areFewColumns, lstsqFew } from "./few-lstsq.js";
import { countRank } from "../norms/matrix-rank.js";
import { requireRows, sameInexact } from "../operand/operands.js";
import { svdInverse } from "./pinv.js";
import { applyPseudoInverse } from "./pseudo-inverse.js";
import type { RankOptions } from "../norms/rank-tolerance.js";
import { singularValuesOf } from "../svd/svd.js";
import type { BatchOf, MinDim, Solved, WithTail } from "../operand/typed-shape.js";
import { weighted } from "./weighted-lstsq.js";

/** Options of `lstsq`. */
export interface LstsqOptions extends RankOptions {
  /**
   * `"orthogonal"`, the default: QR with column pivoting, and a second reduction where the rank is deficient; `rtol` is
   * held against the diagonal of R. `"svd"`: several times the cost; `rtol` is held against the singular values.
   */
  readonly method?: "orthogonal" | "svd";
  /** Real and not negative, `[m]` or `[…, m]`: Σᵢ wᵢ·|aᵢ·x − bᵢ|² is minimized. */
  readonly weights?: NDArray;
  /** C·x = d holds exactly; the rows of C must be independent. */
  readonly constraints?: EqualityConstraints;
}

/** What `lstsq` answers. */
export class LeastSquares<D extends DType = any, A extends Shape = any, B extends Shape = any> {
  constructor(
    /** The minimizer of least norm, shape `[…, n]` or `[…, n, k]`. */
    readonly x: NDArray<D, Result<Solved<A, B>>>,
    /** ‖A·x − b‖₂², weighted where weights are, one per column: shape `[…]` for a vector b, `[…, k]` for columns. */
    readonly residuals: NDArray<RealOf<D>>,
    /** int32 `[…]`: the numerical rank of A; with constraints, of C and A together. */
    readonly rank: NDArray<"int32", BatchOf<A>>,
    private readonly values: NDArray | null,
    private readonly matrix: NDArray,
  ) {}

  /**
   * Descending, `[…, min(m, n)]`, of the matrix that was reduced: A, its rows weighted, on the null space of C. The method
   * `"svd"` has them; the default computes them when they are read.
   */
  get singularValues(): NDArray<RealOf<D>, WithTail<A, readonly [MinDim<A>]>> {
    return this.values ?? singularValuesOf("lstsq", this.matrix);
  }
}

/**
 * Least squares: the x of least ‖x‖₂ among those that minimize ‖A·x − b‖₂, for A of any shape and rank.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param b a vector `[m]`, or matrices `[…, m, k]` whose leading axes broadcast with a's
 * @param options `rtol`: what counts as zero, relative to the largest, default max(m, n)·ε; `method`, `weights`, `constraints`
 * @throws {ShapeError} when the rows of A and B differ in number
 * @throws {ValueError} when an entry is NaN or infinite, rtol is not in [0, 1], or a weight is negative
 * @throws {SingularMatrixError} when the rows of C are dependent
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks By complete orthogonal decomposition, 2mn² − ⅔n³ flops at full rank, in double precision whatever the dtype.
 *   Backward stable; the error of x is of the order of ε·(κ + κ²·‖r‖/(‖A‖·‖x‖)). Differentiable by b, and where A
 *   has full rank by A: elsewhere the solution jumps when the rank grows, and to ask for its derivative is a `DerivativeError`. Weights that differ by many orders of magnitude are better given as constraints.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5 and §6.2; Björck, *Numerical Methods for Least Squares*, §1.4
 * @example
 * lstsq(array([[1, 0], [1, 1], [1, 2]]), array([1, 3, 5])).x.toArray(); // [1, 2]
 */
export function lstsq<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Solved<A, B>, "lstsq">,
  options?: LstsqOptions,
): LeastSquares<Divided<Promote<D, E>>, A, B> {
  return solveLeastSquares(a as NDArray, b as NDArray, requireOptions("lstsq", options));
}

function solveLeastSquares(a: NDArray, b: NDArray, options: LstsqOptions): LeastSquares {
  requireRows("lstsq", a, b);
  const [matrix, rhs] = sameInexact("lstsq", a, b);
  requireFinite("lstsq", "b", rhs);
  const isVector = rhs.ndim === 1;
  const columns: NDArray = isVector ? reshape(rhs, [rhs.size, 1]) : rhs;
  const [A, B] = options.weights ? weighted("lstsq", matrix, columns, options.weights) : [matrix, columns];
  const solved = options.constraints
    ? constrained("lstsq", A, B, options.constraints, (x, y) => minimize(x, y, options))
    : minimize(A, B, options);
  const squares = solved.squares ?? squaresOf(sub(matmul(A, solved.x), B));
  const answer = (x: NDArray): NDArray => (isVector ? reshape(x, x.shape.slice(0, -1)) : x);
  return new LeastSquares(answer(solved.x), answer(squares), solved.rank, solved.values, solved.matrix);
}

/** ‖r‖² of each column. */
function squaresOf(r: NDArray): NDArray {
  return sum(square(r.type.kind === "complex" ? abs(r) : r), { axis: -2 });
}

function minimize(a: NDArray, b: NDArray, { method = "orthogonal", rtol }: LstsqOptions): Minimizer {
  if (method === "orthogonal" && areFewColumns(a, b)) {
    const [x, squares, rank] = lstsqFew("lstsq", a, b, rtol);
    return { x, squares, rank, values: null, matrix: a };
  }
  const squares = null;
  if (method === "orthogonal") {
    const inverse = orthogonalInverse("lstsq", a, rtol, true);
    return { x: applyPseudoInverse(inverse, b), squares, rank: rankOfInverse(inverse), values: null, matrix: a };
  }
  if (method !== "svd") throw new ValueError("lstsq", 'method must be "orthogonal" or "svd"', kindOf(method));
  const inverse = svdInverse("lstsq", a, rtol, true);
  const [, S] = inverse.factors;
  return { x: applyPseudoInverse(inverse, b), squares, rank: countRank(S, inverse.rtol), values: S, matrix: a };
}
