import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  add,
  diagonal,
  eye,
  log,
  matmul,
  matrixTranspose,
  mul,
  prod,
  square,
  sum,
  tril,
} from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  contiguousLike,
  matrices,
  primitive,
  requireFinite,
  requireSquare,
} from "@linnet/core/extend";
import { release, workspace } from "@linnet/kernels";
import { batchIndex } from "./batch.js";
import { factorCholesky } from "./blocked/cholesky.js";
import { copyMatrix, keepTriangle } from "./blocked/copy.js";
import { NotPositiveDefiniteError } from "./errors.js";
import type { Factorization } from "./factorization.js";
import { byColumns, requireMatrix, requireRows, sameFloat } from "./operands.js";
import { solveTriangle } from "./solve-triangular.js";
import type { BatchOf, SolvedSquare, Square } from "./typed-shape.js";

/**
 * Cholesky factorization of a symmetric positive definite matrix. Reads the lower triangle only.
 *
 *     A = L·Lᵀ
 *
 * @param a shape `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {NotPositiveDefiniteError} at the first pivot that is not positive
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks n³/3 flops. Backward stable: |A − L·Lᵀ|ᵢⱼ ≤ γₙ₊₁·√(aᵢᵢ·aⱼⱼ) with γₖ = k·u/(1 − k·u) (Demmel 1989, LAPACK
 *   Working Note 14). Gradients are symmetric: those of changes that keep A symmetric.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2
 * @example
 * cholesky(array([[4, 2], [2, 5]])).L.toArray(); // [[2, 0], [1, 2]]
 */
export function cholesky<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "cholesky">,
): Cholesky<Divided<D>, S> {
  return new Cholesky(bind(choleskyP, [requireMatrix("cholesky", requireSquare("cholesky", a as NDArray))], undefined));
}

/** A = L·Lᵀ. */
export class Cholesky<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** Lower triangular with positive diagonal, shape of A. */
    readonly L: NDArray<D, S>,
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

  /** det A = ∏ᵢ Lᵢᵢ². Where it would over- or underflow, use `logAbsDet`. */
  det(): NDArray<D, BatchOf<S>> {
    return square(prod(diagonal(this.L as NDArray), { axis: -1 })) as NDArray;
  }

  /** log det A = 2·Σᵢ log Lᵢᵢ, which does not overflow where det A would. */
  logAbsDet(): NDArray<D, BatchOf<S>> {
    return mul(sum(log(diagonal(this.L as NDArray)), { axis: -1 }), 2) as NDArray;
  }

  /** A⁻¹, by solving for the identity. */
  inverse(): NDArray<D, S> {
    const { L }: { L: NDArray } = this;
    return substitute(L, eye(L.shape[L.ndim - 1], { dtype: L.dtype }));
  }

  /** L·Lᵀ. */
  reconstruct(): NDArray<D, S> {
    const { L }: { L: NDArray } = this;
    return matmul(L, matrixTranspose(L));
  }
}

const choleskyP: Primitive = /* @__PURE__ */ primitive("cholesky", {
  abstract: ([a]) => contiguousLike(a),

  evaluate([a], l) {
    requireFinite("cholesky", "a", a);
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
    // Murray 2016, arXiv:1602.07527. Ā = sym(L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹), Φ = lower triangle with its diagonal halved.
    vjp: (ct, _inputs, L) => [() => symmetrize(sandwich(halfLower(matmul(matrixTranspose(L), ct)), L, "upper"))],
    // dL = L·Φ(L⁻¹·sym(dA)·L⁻ᵀ)
    jvp: ([da], _inputs, L) => matmul(L, halfLower(sandwich(symmetrize(da), L, "lower"))),
  },
});

/** Factors the transpose, of which the upper triangle is A's lower one: all triangular solves run on whole rows. */
function factorInto(l: MatrixView, a: MatrixView): { readonly pivot: number; readonly value: number } | null {
  const u = workspace(a.type, a.rows, a.cols);
  copyMatrix(a.T, u);
  const pivot = factorCholesky(u);
  const value = pivot < 0 ? 0 : u.data[u.offset + pivot * (u.rowStride + 1)];
  if (pivot < 0) {
    copyMatrix(u.T, l);
    keepTriangle(l, "lower");
  }
  release(u.storage);
  return pivot < 0 ? null : { pivot, value };
}

function substitute(factor: NDArray, b: NDArray): NDArray {
  requireRows("solve", factor, b);
  const [L, rhs] = sameFloat("solve", factor, b);
  return byColumns(rhs, (columns) => {
    const y = solveTriangle("solve", L, columns, "lower", "nonunit");
    return solveTriangle("solve", matrixTranspose(L), y, "upper", "nonunit");
  });
}

/** Φ(x): the lower triangle of `x` with its diagonal halved. */
function halfLower(x: NDArray): NDArray {
  return mul(add(tril(x), tril(x, { k: -1 })), 0.5);
}

/** L⁻¹·x·L⁻ᵀ for `"lower"`, L⁻ᵀ·x·L⁻¹ for `"upper"`. */
function sandwich(x: NDArray, L: NDArray, side: "lower" | "upper"): NDArray {
  const T = side === "lower" ? L : matrixTranspose(L);
  const left = solveTriangle("cholesky", T, x, side, "nonunit");
  return matrixTranspose(solveTriangle("cholesky", T, matrixTranspose(left), side, "nonunit"));
}

function symmetrize(x: NDArray): NDArray {
  return mul(add(x, matrixTranspose(x)), 0.5);
}
