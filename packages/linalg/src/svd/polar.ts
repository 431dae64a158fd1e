import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ValueError,
  add,
  matmul,
  sub,
  zerosLike,
} from "@linnet/core";
import {
  type Aval,
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  kindOf,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { gemm, release, workspace } from "@linnet/kernels";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { makeHermitian } from "../blocked/matrix/hermitian.js";
import { columnOf } from "../operand/column-of.js";
import { solveDefiniteSylvester } from "../cholesky/definite-sylvester.js";
import { DerivativeError } from "../errors.js";
import { inverseOf } from "../lu/inv.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { svdFactors } from "./svd.js";
import type { ColsOf, Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";

/** Options of `polar`. */
export interface PolarOptions<L extends "left" | "right"> {
  /** `"right"`, the default: A = U·P. `"left"`: A = P·U. */
  readonly side?: L;
}

/**
 * Polar decomposition: the nearest matrix with orthonormal columns (or rows), and what stretches it.
 *
 *     A = U·P, P = √(AᴴA)        or        A = P·U, P = √(AAᴴ)
 *
 * P is Hermitian and positive semidefinite, UᴴU = I for m ≥ n and UUᴴ = I for m ≤ n; of all such matrices U is nearest to A.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @returns `U` `[…, m, n]` and `P`, `[…, n, n]` on the right or `[…, m, m]` on the left
 * @throws {ValueError} when an entry is NaN or infinite, or for a side that is none
 * @throws {ConvergenceError} when the singular values do not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks By the SVD A = W·Σ·Vᴴ: U = W·Vᴴ, P = V·Σ·Vᴴ, backward stable for any A; where A is rank-deficient, U is one of many.
 *   Differentiable at full column rank (row rank on the left), at repeated singular values too.
 * @see Higham, *Functions of Matrices*, 2008, §8
 * @example
 * polar(array([[0, -2], [3, 0]])).P.toArray(); // about [[3, 0], [0, 2]]
 */
export function polar<D extends DType, S extends Shape, const L extends "left" | "right" = "right">(
  a: NDArray<D, S> & Check<Matrix<S>, "polar">,
  options?: PolarOptions<L>,
): Polar<Divided<D>, S, L> {
  const { side = "right" } = requireOptions("polar", options);
  if (side !== "left" && side !== "right")
    throw new ValueError("polar", 'side must be "left" or "right"', kindOf(side));
  const [U, P] = polarFactors(requireInexactMatrix("polar", a as NDArray), side);
  return new Polar(U, P, side);
}

/** A = U·P or P·U. */
export class Polar<D extends DType = any, S extends Shape = any, L extends "left" | "right" = any> {
  constructor(
    /** Orthonormal columns where m ≥ n, rows where m ≤ n, shape `[…, m, n]`. */
    readonly U: NDArray<D, S>,
    /** Hermitian, positive semidefinite, shape `[…, n, n]`, on the left `[…, m, m]`. */
    readonly P: NDArray<
      D,
      WithTail<S, L extends "left" ? readonly [RowsOf<S>, RowsOf<S>] : readonly [ColsOf<S>, ColsOf<S>]>
    >,
    readonly side: "left" | "right",
  ) {}

  /** U·P, or P·U. */
  reconstruct(): NDArray<D, S> {
    const { U, P, side }: { U: NDArray; P: NDArray; side: string } = this;
    return side === "right" ? matmul(U, P) : matmul(P, U);
  }
}

/** The left decomposition of A is the right one of Aᴴ. */
function polarFactors(a: NDArray, side: "left" | "right"): readonly [U: NDArray, P: NDArray] {
  const matrix = side === "right" ? a : adjoint(a);
  const [U, P] = bindMany(polarP, [matrix, ...svdFactors("polar", matrix)], undefined);
  return [side === "right" ? U : adjoint(U), P];
}

/** Of A, and its thin SVD as constants. */
const polarP: PrimitiveMany = /* @__PURE__ */ primitiveMany("polar", {
  batch: [2, 2, 1, 2],
  abstract([a]) {
    const [, n] = matrixDims(a);
    const square: Aval = { type: a.type, layout: rowMajor([...batchDims(a), n, n]) };
    return [{ type: a.type, layout: rowMajor(a.layout.shape) }, square];
  },

  evaluate([, W, S, Vh], [U, P]) {
    for (const [w, s, vh, u, p] of matrices([W, columnOf(S), Vh, U, P])) {
      gemm(1, w, vh, 0, u);
      stretch(s, vh, p);
    }
  },

  derivative: {
    vjp: ([ctU, ctP], [a, , S, Vh], [U, P]) => {
      requireFullRank(a, S);
      return [() => pullBack(S, Vh, U, P, ctU ?? zerosLike(U), ctP ?? zerosLike(P)), null, null, null];
    },
    jvp: ([da], [a, , S, Vh], [U, P]) => {
      requireFullRank(a, S);
      return pushForward(S, Vh, U, P, da);
    },
  },
});

/** P = V·Σ·Vᴴ, made exactly Hermitian. */
function stretch(s: MatrixView, vh: MatrixView, p: MatrixView): void {
  const scaled = workspace(p.type, vh.rows, vh.cols);
  copyMatrix(vh, scaled);
  const parts = p.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < vh.rows; i++) {
    const sigma = s.data[s.offset + i * s.rowStride];
    const row = parts * (scaled.offset + i * scaled.rowStride);
    for (let j = row; j < row + parts * vh.cols; j++) scaled.data[j] *= sigma;
  }
  withAdjoint(vh, (v) => gemm(1, v, scaled, 0, p));
  release(scaled.storage);
  makeHermitian(p);
}

/** @throws {DerivativeError} when the columns are dependent */
function requireFullRank(a: NDArray, S: NDArray): void {
  const [m, n] = matrixDims(a);
  if (
    m >= n &&
    withElements(S)
      .toTypedArray()
      .every((s) => s > 0)
  )
    return;
  throw new DerivativeError(
    "polar",
    "the derivative needs independent columns (rows on the left)",
    m < n ? `a wide matrix [${a.shape.join(", ")}]` : "a singular value 0",
    "Take the side of the shorter axis.",
  );
}

/** With B = UᴴdA and P·Ω + Ω·P = B − Bᴴ: dU = U·Ω + (I − U·Uᴴ)·dA·P⁻¹, dP = B − Ω·P. */
function pushForward(S: NDArray, Vh: NDArray, U: NDArray, P: NDArray, da: NDArray): readonly NDArray[] {
  const B = matmul(adjoint(U), da);
  const omega = solveDefiniteSylvester(P, S, Vh, sub(B, adjoint(B)));
  const outside = matmul(sub(da, matmul(U, B)), inverseOf("polar", P));
  return [add(matmul(U, omega), outside), sub(B, matmul(omega, P))];
}

/**
 * For gradients Ũ, P̃ (the conjugates of cotangents), K = UᴴŨ − P̃·P and P·Z + Z·P = K:
 * Ã = U·(Z − Zᴴ + P̃) + (I − U·Uᴴ)·Ũ·P⁻¹.
 */
function pullBack(S: NDArray, Vh: NDArray, U: NDArray, P: NDArray, ctU: NDArray, ctP: NDArray): NDArray {
  const [gU, gP] = [conjugate(ctU), conjugate(ctP)];
  const inside = matmul(adjoint(U), gU);
  const Z = solveDefiniteSylvester(P, S, Vh, sub(inside, matmul(gP, P)));
  const outside = matmul(sub(gU, matmul(U, inside)), inverseOf("polar", P));
  return conjugate(add(matmul(U, add(sub(Z, adjoint(Z)), gP)), outside));
}
