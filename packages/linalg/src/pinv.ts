import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  add,
  eye,
  matmul,
  matrixTranspose,
  sub,
} from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  requireOptions,
  rowMajor,
  sumTo,
  viewOf,
} from "@linnet/core/extend";
import { gemm, release, strided, workspace } from "@linnet/kernels";
import { rankOf } from "./blocked/rank.js";
import { requireMatrix } from "./operands.js";
import { type RankOptions, relativeTolerance } from "./rank-tolerance.js";
import { svdFactors } from "./svd.js";
import type { ColsOf, Matrix, RowsOf, WithTail } from "./typed-shape.js";

/**
 * The Moore–Penrose pseudoinverse A⁺ by the SVD: V·diag(1/sᵢ)·Uᵀ over the singular values that count.
 *
 * @param a shape `[…, m, n]`
 * @returns shape `[…, n, m]`
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks The cost of the SVD. Its derivative holds where the rank does not change, at repeated singular values too.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5.2; Golub & Pereyra 1973 for the derivative
 */
export function pinv<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "pinv">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [ColsOf<S>, RowsOf<S>]>>> {
  const matrix = requireMatrix("pinv", a as NDArray);
  const factors = pinvFactors("pinv", matrix, requireOptions("pinv", options));
  return applyPinv(factors, eye(matrixDims(matrix)[0], { dtype: matrix.dtype }));
}

/** A, its thin SVD as constants, and the cut-off: what `applyPinv` takes. */
export interface PinvFactors {
  readonly op: string;
  readonly a: NDArray;
  readonly U: NDArray;
  readonly S: NDArray;
  readonly Vh: NDArray;
  readonly rtol: number;
}

/** Factors A once, for `op`. @throws {ValueError} when `rtol` is not in [0, 1] */
export function pinvFactors(op: string, a: NDArray, { rtol }: RankOptions): PinvFactors {
  const [U, S, Vh] = svdFactors(op, a);
  return { op, a, U, S, Vh, rtol: relativeTolerance(op, a, rtol) };
}

/** A⁺·B, or (A⁺)ᵀ·B when `transposed`, from the factors of A. @param b shape `[…, m, k]`, or `[…, n, k]` when transposed */
export function applyPinv(factors: PinvFactors, b: NDArray, transposed = false): NDArray {
  const { op, a, U, S, Vh, rtol } = factors;
  return bind(applyPinvP, [a, U, S, Vh, b], { op, rtol, transposed });
}

interface ApplyParams {
  readonly op: string;
  readonly rtol: number;
  readonly transposed: boolean;
}

const applyPinvP: Primitive<ApplyParams> = /* @__PURE__ */ primitive<ApplyParams>("applyPinv", {
  abstract([a, , , , b], { op, transposed }) {
    const [m, n] = matrixDims(a);
    const batch = broadcastShapes(op, batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, transposed ? m : n, matrixDims(b)[1]]) };
  },

  evaluate([, U, S, Vh, b], x, { op, rtol, transposed }) {
    requireFinite(op, "b", b);
    for (const [u, s, vh, rhs, out] of matrices([U, column(S), Vh, b, x])) {
      if (transposed) multiply(vh.T, s, u.T, rhs, out, rtol);
      else multiply(u, s, vh, rhs, out, rtol);
    }
  },

  derivative: {
    // X = P·B, P = A⁺ (of Aᵀ when transposed), R = B − A·X, B̄ = Pᵀ·X̄:
    // Ā = −B̄·Xᵀ + R·(P·B̄)ᵀ + (Pᵀ·X)·(X̄ − P·A·X̄)ᵀ
    vjp(ct, [a, U, S, Vh, b], x, { op, rtol, transposed }) {
      const factors = { op, a, U, S, Vh, rtol };
      const A = transposed ? matrixTranspose(a) : a;
      const adjoint = applyPinv(factors, ct, !transposed);
      const ctA = (): NDArray => {
        const residual = sub(b, matmul(A, x));
        const inside = applyPinv(factors, matmul(A, ct), transposed);
        const terms = [
          outer(residual, applyPinv(factors, adjoint, transposed)),
          outer(applyPinv(factors, x, !transposed), sub(ct, inside)),
        ];
        const total = sub(add(terms[0], terms[1]), outer(adjoint, x));
        return sumTo(transposed ? matrixTranspose(total) : total, a.shape);
      };
      return [ctA, null, null, null, () => sumTo(adjoint, b.shape)];
    },
    // dX = P·(dB − dA·X) + P·Pᵀ·dAᵀ·R + (I − P·A)·dAᵀ·Pᵀ·X
    jvp([da, , , , db], [a, U, S, Vh, b], x, { op, rtol, transposed }) {
      const factors = { op, a, U, S, Vh, rtol };
      const A = transposed ? matrixTranspose(a) : a;
      const dA = transposed ? matrixTranspose(da) : da;
      const dAt = matrixTranspose(dA);
      const direct = applyPinv(factors, sub(db, matmul(dA, x)), transposed);
      const turned = matmul(dAt, sub(b, matmul(A, x)));
      const range = applyPinv(factors, applyPinv(factors, turned, !transposed), transposed);
      const moved = matmul(dAt, applyPinv(factors, x, !transposed));
      const kernel = sub(moved, applyPinv(factors, matmul(A, moved), transposed));
      return add(add(direct, range), kernel);
    },
  },
});

/** `[…, k]` as columns `[…, k, 1]`. */
function column(x: NDArray): NDArray {
  const { shape, strides } = x.layout;
  return viewOf(x, strided([...shape, 1], [...strides, 1]));
}

/** X = V·diag(1/s)·Uᵀ·B over the leading singular values. */
function multiply(u: MatrixView, s: MatrixView, vh: MatrixView, b: MatrixView, x: MatrixView, rtol: number): void {
  const rank = rankOf(s, rtol);
  const coefficients = workspace(x.type, rank, b.cols);
  gemm(1, u.block(0, 0, u.rows, rank).T, b, 0, coefficients);
  const { data, offset, rowStride } = coefficients;
  for (let i = 0; i < rank; i++) {
    const sigma = s.data[s.offset + i * s.rowStride];
    for (let j = 0; j < b.cols; j++) data[offset + i * rowStride + j] /= sigma;
  }
  gemm(1, vh.block(0, 0, rank, vh.cols).T, coefficients, 0, x);
  release(coefficients.storage);
}

function outer(x: NDArray, y: NDArray): NDArray {
  return matmul(x, matrixTranspose(y));
}
