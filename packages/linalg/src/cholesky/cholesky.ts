import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  adjoint,
  diagonal,
  full,
  eye,
  log,
  matmul,
  mul,
  prod,
  real,
  square,
  sum,
} from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  contiguousLike,
  matrices,
  primitive,
  requireSquare,
} from "@linnet/core/extend";
import { release, unsetWorkspace } from "@linnet/kernels";
import { choleskyMany } from "@linnet/kernels/lapack";
import { batchIndex } from "../operand/batch.js";
import { factorCholesky } from "../blocked/cholesky/cholesky.js";
import { estimateCondition, norm1Hermitian } from "../blocked/solve/condition-estimate.js";
import { copyLowerTriangle, keepTriangle } from "../blocked/matrix/copy.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import { pullFromL, pushToL } from "./cholesky-derivative.js";
import { updatedFactor } from "./cholesky-update.js";
import { NotPositiveDefiniteError } from "../errors.js";
import { condFromFactors } from "../solve/factor-cond.js";
import type { Factorization } from "../solve/factorization.js";
import { inFewCalls } from "../operand/few-rows.js";
import {
  byColumns,
  requireFiniteMatrices,
  requireInexactMatrix,
  requireRows,
  sameInexact,
} from "../operand/operands.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import type { BatchOf, SolvedSquare, Square } from "../operand/typed-shape.js";

/**
 * Cholesky factorization of a symmetric or Hermitian positive definite matrix. Reads the lower triangle only, and of its diagonal the
 * real parts.
 *
 *     A = L·Lᴴ
 *
 * @param a shape `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {NotPositiveDefiniteError} at the first pivot that is not positive
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks n³/3 flops. Backward stable: |A − L·Lᴴ|ᵢⱼ ≤ γₙ₊₁·√(aᵢᵢ·aⱼⱼ) with γₖ = k·u/(1 − k·u) (Demmel 1989, LAPACK
 *   Working Note 14). Gradients are symmetric or Hermitian: those of changes that keep A so.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2
 * @example
 * cholesky(array([[4, 2], [2, 5]])).L.toArray(); // [[2, 0], [1, 2]]
 */
export function cholesky<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "cholesky">,
): Cholesky<Divided<D>, S> {
  const matrix = requireInexactMatrix("cholesky", requireSquare("cholesky", a as NDArray));
  return new Cholesky(bind(choleskyP, [matrix], undefined), matrix);
}

/** A = L·Lᴴ. */
export class Cholesky<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** Lower triangular with real, positive diagonal, shape of A. */
    readonly L: NDArray<D, S>,
    /** A, of which the lower triangle counts. @internal */
    readonly a: NDArray,
  ) {}

  /**
   * X with A·X = B, by forward and back substitution: 2·n²·k flops.
   *
   * @param b shape `[n]` or `[…, n, k]`
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<SolvedSquare<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<S, B>>> {
    return substitute(this.L, b as NDArray);
  }

  /** det A = ∏ᵢ Lᵢᵢ², a real number. Where it would over- or underflow, use `logAbsDet`. */
  det(): NDArray<RealOf<D>, BatchOf<S>> {
    return square(prod(realDiagonal(this.L), { axis: -1 })) as NDArray;
  }

  /** log det A = 2·Σᵢ log Lᵢᵢ, which does not overflow where det A would. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return mul(sum(log(realDiagonal(this.L)), { axis: -1 }), 2) as NDArray;
  }

  /** A⁻¹, by solving for the identity. */
  inverse(): NDArray<D, S> {
    const { L }: { L: NDArray } = this;
    return substitute(L, eye(L.shape[L.ndim - 1], { dtype: L.dtype }));
  }

  /** n, the rank of every positive definite matrix of n rows: int32 `[…]`. How near to a singular one A is, `cond` tells. */
  rank(): NDArray<"int32", BatchOf<S>> {
    const { L }: { L: NDArray } = this;
    return full(batchDims(L), L.shape[L.ndim - 1], { dtype: "int32" }) as NDArray<"int32">;
  }

  /**
   * An estimate of κ₁(A) = ‖A‖₁·‖A⁻¹‖₁ by a few solves: a lower bound, nearly always within a factor of 3, `[…]`. A constant to
   * differentiation.
   */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return condFromFactors(this.a, [this.L], estimate);
  }

  /**
   * The factorization of A + v·vᴴ from this one, by plane rotations.
   *
   * @param v shape `[n]`, or `[…, n, k]` for a sum over k columns
   * @throws {ShapeError} when v has another number of rows
   * @throws {ValueError} when an entry of v is NaN or infinite
   * @remarks 3·n²·k flops, in float64 whatever the dtype. Backward stable, without growth: rotations are unitary.
   * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §6.5.4
   */
  update(v: NDArray): Cholesky<D, S> {
    return new Cholesky(...updatedFactor("update", this.L, this.a, v, 1));
  }

  /**
   * The factorization of A − v·vᴴ from this one.
   *
   * @param v shape `[n]`, or `[…, n, k]` for a sum over k columns
   * @throws {NotPositiveDefiniteError} when A − v·vᴴ is not positive definite, with the first pivot that would not be positive
   * @throws {ShapeError} when v has another number of rows
   * @throws {ValueError} when an entry of v is NaN or infinite
   * @remarks 4·n²·k flops, by LINPACK's method, which rotates p = L⁻¹·v away: as stable as the problem, whose condition grows as
   *   ‖p‖ nears 1, where A − v·vᴴ becomes singular.
   * @see Stewart 1979, *The effects of rounding error on an algorithm for downdating a Cholesky factorization*
   */
  downdate(v: NDArray): Cholesky<D, S> {
    return new Cholesky(...updatedFactor("downdate", this.L, this.a, v, -1));
  }

  /** L·Lᴴ. */
  reconstruct(): NDArray<D, S> {
    const { L }: { L: NDArray } = this;
    return matmul(L, adjoint(L));
  }
}

const choleskyP: Primitive = /* @__PURE__ */ primitive("cholesky", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([a], l) {
    if (inFewCalls([a, l], (count, [first, out], [step]) => choleskyMany(count, { first, step }, out))) return;
    requireFiniteMatrices("cholesky", "a", a);
    let count = 0;
    for (const [matrix, factor] of matrices([a, l])) {
      const failed = factorInto(factor, matrix);
      if (failed !== null) {
        throw new NotPositiveDefiniteError("cholesky", failed.pivot, failed.value, batchIndex(count, batchDims(a)));
      }
      count++;
    }
  },

  derivative: {
    vjp: (ct, _inputs, L) => [() => pullFromL(ct, L)],
    jvp: ([da], _inputs, L) => pushToL(da, L),
  },
});

/** Factors the transpose, of which the upper triangle is A's lower one: all triangular solves run on whole rows. */
function factorInto(l: MatrixView, a: MatrixView): { readonly pivot: number; readonly value: number } | null {
  const u = unsetWorkspace(a.type, a.rows, a.cols);
  copyLowerTriangle(a, u.T);
  const pivot = factorCholesky(u);
  const value = pivot < 0 ? 0 : realPart(u.block(pivot, pivot, 1, 1));
  if (pivot < 0) {
    copyLowerTriangle(u.T, l);
    keepTriangle(l, "lower");
  }
  release(u.storage);
  return pivot < 0 ? null : { pivot, value };
}

function realPart({ type, data, offset }: MatrixView): number {
  return data[type.kind === "complex" ? 2 * offset : offset];
}

function substitute(factor: NDArray, b: NDArray): NDArray {
  requireRows("solve", factor, b);
  const [L, rhs] = sameInexact("solve", factor, b);
  return byColumns(rhs, (columns) => {
    const y = solveTriangle("solve", L, columns, "lower", "nonunit");
    return solveTriangle("solve", adjoint(L), y, "upper", "nonunit");
  });
}

function estimate(a: MatrixView, l: MatrixView): number {
  return estimateCondition(norm1Hermitian(a), a.rows, a.type, (x) => {
    divideByTriangle(l, "lower", "nonunit", x);
    divideByTriangle(l.T, "upper", "nonunit", x, true);
  });
}

/** The diagonal of L, which is real. */
function realDiagonal(L: NDArray): NDArray {
  return real(diagonal(L));
}
