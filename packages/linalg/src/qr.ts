import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  add,
  concat,
  matmul,
  matrixTranspose,
  sub,
  tril,
  zerosLike,
} from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  requireFinite,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { release, workspace } from "@linnet/kernels";
import { copyMatrix, keepTriangle } from "./blocked/copy.js";
import { factorQr, formQ } from "./blocked/qr.js";
import { DerivativeError } from "./errors.js";
import { byColumns, requireMatrix, requireRows, requireTall, sameFloat } from "./operands.js";
import { columns } from "./parts.js";
import { solveTriangle } from "./solve-triangular.js";
import type { ColsOf, Matrix, MinDim, RowsOf, Solved, WithTail } from "./typed-shape.js";

/** Options of `qr`. */
export interface QrOptions<F extends boolean> {
  /** All m columns of Q, and an R of m rows. Default false: the first min(m, n). */
  readonly full?: F;
}

/**
 * QR factorization by Householder reflections.
 *
 *     A = Q·R
 *
 * Q has orthonormal columns and R is upper triangular with a **non-negative diagonal**, which makes the factors of a
 * matrix of full column rank unique (LAPACK leaves the signs to chance).
 *
 * @param a shape `[…, m, n]`
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks 4·m·n² − 4/3·n³ flops for both factors (m ≥ n). Backward stable columnwise: ‖aⱼ − Q·rⱼ‖ ≤ c·m·n·u·‖aⱼ‖, and
 *   Q is orthonormal to working precision however ill-conditioned A is. Differentiable where the first min(m, n)
 *   columns are independent, the full factors of a tall matrix excepted.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2; Higham, *Accuracy and Stability*, §19.3
 * @example
 * const { Q, R } = qr(array([[3, 1], [4, 2]]));
 * R.toArray(); // [[5, 2.2], [0, 0.4]]
 */
export function qr<D extends DType, S extends Shape, const F extends boolean = false>(
  a: NDArray<D, S> & Check<Matrix<S>, "qr">,
  options?: QrOptions<F>,
): QR<Divided<D>, S, F> {
  const { full = false } = requireOptions("qr", options);
  const [Q, R] = bindMany(qrP, [requireMatrix("qr", a as NDArray)], full);
  return new QR(Q, R);
}

type Inner<S extends Shape, F extends boolean> = F extends true ? RowsOf<S> : MinDim<S>;

/** A = Q·R. */
export class QR<D extends DType = any, S extends Shape = any, F extends boolean = boolean> {
  constructor(
    /** Orthonormal columns, shape `[…, m, min(m, n)]`, or `[…, m, m]` when full. */
    readonly Q: NDArray<D, WithTail<S, readonly [RowsOf<S>, Inner<S, F>]>>,
    /** Upper triangular, its diagonal ≥ 0, shape `[…, min(m, n), n]`, or `[…, m, n]` when full. */
    readonly R: NDArray<D, WithTail<S, readonly [Inner<S, F>, ColsOf<S>]>>,
  ) {}

  /**
   * The least-squares solution of A·X = B for A of full column rank: R·X = Qᵀ·B.
   *
   * @param b shape `[m]` or `[…, m, k]`
   * @throws {ShapeError} when A has more columns than rows
   * @throws {SingularMatrixError} when R has a zero on its diagonal: use `lstsq`
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return leastSquares(this.Q, this.R, b as NDArray);
  }

  /** Q·R. */
  reconstruct(): NDArray<D, S> {
    return matmul(this.Q as NDArray, this.R as NDArray);
  }
}

function leastSquares(Q: NDArray, R: NDArray, b: NDArray): NDArray {
  const n = R.shape[R.ndim - 1];
  requireTall("solve", Q, R);
  requireRows("solve", Q, b);
  const [q, rhs] = sameFloat("solve", Q, b);
  const [r] = sameFloat("solve", R, b);
  const thin = (x: NDArray): NDArray => (x.shape[x.ndim - 1] === n ? x : columns(x, 0, n));
  const square = thin(matrixTranspose(r)); // Rᵀ without the zero rows that a full R has
  return byColumns(rhs, (c) =>
    solveTriangle("solve", matrixTranspose(square), matmul(matrixTranspose(thin(q)), c), "upper", "nonunit"),
  );
}

const qrP: PrimitiveMany<boolean> = /* @__PURE__ */ primitiveMany<boolean>("qr", {
  abstract([a], full) {
    const [m, n] = matrixDims(a);
    const inner = full ? m : Math.min(m, n);
    const batch = batchDims(a);
    return [
      { type: a.type, layout: rowMajor([...batch, m, inner]) },
      { type: a.type, layout: rowMajor([...batch, inner, n]) },
    ];
  },

  evaluate([a], [Q, R]) {
    requireFinite("qr", "a", a);
    for (const [matrix, q, r] of matrices([a, Q, R])) factorInto(matrix, q, r);
  },

  derivative: {
    vjp([ctQ, ctR], [a], [Q, R], full) {
      requireSmooth(a, full);
      return [() => pullBack(a, Q, R, ctQ ?? zerosLike(Q), ctR ?? zerosLike(R))];
    },
    jvp([da], [a], [Q, R], full) {
      requireSmooth(a, full);
      return pushForward(Q, R, da);
    },
  },
});

/** The factors by reflections, then the signs that make the diagonal of R non-negative. */
function factorInto(a: MatrixView, q: MatrixView, r: MatrixView): void {
  const { rows: m, cols: n, type } = a;
  const k = Math.min(m, n);
  const at = workspace(type, n, m);
  const qt = workspace(type, q.cols, m);
  copyMatrix(a.T, at);
  const reflectors = factorQr(at);
  formQ(qt, reflectors);
  copyMatrix(at.block(0, 0, n, r.rows).T, r);
  keepTriangle(r, "upper");
  for (let i = 0; i < k; i++) {
    if (!(r.data[r.offset + i * (r.rowStride + r.colStride)] < 0)) continue;
    negate(r.block(i, i, 1, n - i));
    negate(qt.block(i, 0, 1, m));
  }
  copyMatrix(qt.T, q);
  for (const { storage } of [at, qt, reflectors.v, reflectors.t]) release(storage);
}

function negate({ data, offset, cols, colStride }: MatrixView): void {
  for (let j = 0; j < cols; j++) data[offset + j * colStride] = -data[offset + j * colStride];
}

function requireSmooth(a: NDArray, full: boolean): void {
  const [m, n] = matrixDims(a);
  if (!full || m <= n) return;
  throw new DerivativeError(
    "qr",
    "the derivative needs unique factors",
    `the full factors of a [${a.shape.join(", ")}], whose last ${m - n} columns of Q are not`,
    "Use the thin factors: qr(a).",
  );
}

/**
 * With A = [A₁ A₂] = Q·[R₁ R₂], A₁ square or tall: Ā₂ = Q·R̄₂, and for the first block, Q̄ + A₂·R̄₂ᵀ taking the place of Q̄,
 *
 *     Ā₁ = (Q̄ + Q·copyltu(M))·R₁⁻ᵀ,  M = R₁·R̄₁ᵀ − Q̄ᵀ·Q,  copyltu(M) = tril(M) + tril₋₁(M)ᵀ
 *
 * @see Seeger et al. 2017, arXiv:1710.08717; Roberts & Roberts 2020, arXiv:2009.10071 for wide matrices
 */
function pullBack(a: NDArray, Q: NDArray, R: NDArray, ctQ: NDArray, ctR: NDArray): NDArray {
  const [m, n] = matrixDims(a);
  if (m >= n) return pullBackTall(Q, R, ctQ, ctR);
  const right = columns(ctR, m, n);
  const moved = add(ctQ, matmul(columns(a, m, n), matrixTranspose(right)));
  return concat([pullBackTall(Q, columns(R, 0, m), moved, columns(ctR, 0, m)), matmul(Q, right)], { axis: -1 });
}

function pullBackTall(Q: NDArray, R: NDArray, ctQ: NDArray, ctR: NDArray): NDArray {
  const M = sub(matmul(R, matrixTranspose(ctR)), matmul(matrixTranspose(ctQ), Q));
  const symmetric = add(tril(M), matrixTranspose(tril(M, { k: -1 })));
  return matrixTranspose(solveTriangle("qr", R, matrixTranspose(add(ctQ, matmul(Q, symmetric))), "upper", "nonunit"));
}

/**
 * With C = dA₁·R₁⁻¹, X = Qᵀ·C and Ω = tril₋₁(X) − tril₋₁(X)ᵀ: dQ = C − Q·X + Q·Ω, dR₁ = (X − Ω)·R₁,
 * dR₂ = Qᵀ·(dA₂ − dQ·R₂).
 */
function pushForward(Q: NDArray, R: NDArray, da: NDArray): readonly NDArray[] {
  const [k, n] = matrixDims(R);
  const R1 = n > k ? columns(R, 0, k) : R;
  const first = n > k ? columns(da, 0, k) : da;
  const C = matrixTranspose(solveTriangle("qr", matrixTranspose(R1), matrixTranspose(first), "lower", "nonunit"));
  const X = matmul(matrixTranspose(Q), C);
  const lower = tril(X, { k: -1 });
  const omega = sub(lower, matrixTranspose(lower));
  const dQ = add(C, matmul(Q, sub(omega, X)));
  const dR1 = matmul(sub(X, omega), R1);
  if (n === k) return [dQ, dR1];
  const rest = sub(columns(da, k, n), matmul(dQ, columns(R, k, n)));
  return [dQ, concat([dR1, matmul(matrixTranspose(Q), rest)], { axis: -1 })];
}
