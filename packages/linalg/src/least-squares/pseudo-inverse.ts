import { type NDArray, add, any, expandDims, matmul, notEqual, sub } from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  elements,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  rowMajor,
  sumTo,
  withElements,
} from "@linnet/core/extend";
import { gemm, release, workspace } from "@linnet/kernels";
import { DerivativeError, ofMatrix } from "../errors.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { batchIndex } from "../operand/batch.js";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { applyInverse, applyInverseAdjoint, reflectorsIn } from "../blocked/qr/complete-orthogonal.js";
import { rankOf } from "../blocked/matrix/rank.js";
import { indicesOf } from "../lu/lu-factor.js";

/**
 * A, and a factorization of it as constants: what is computed from them is differentiated with respect to A. Where the rank is deficient A⁺
 * jumps when it grows; `fullRank` refuses derivatives by A there, without it they are those of changes that keep the rank.
 */
export type PseudoInverse =
  | {
      readonly op: string;
      readonly a: NDArray;
      readonly fullRank: boolean;
      readonly kind: "svd";
      /** U, S and Vh, thin. */
      readonly factors: readonly NDArray[];
      /** Singular values up to rtol·s₁ count as zero. */
      readonly rtol: number;
    }
  | {
      readonly op: string;
      readonly a: NDArray;
      readonly fullRank: boolean;
      readonly kind: "orthogonal";
      /** From `orthogonalFactors`. */
      readonly factors: readonly NDArray[];
    };

/** A⁺·B, or (A⁺)ᴴ·B when `adjointed`. @param b shape `[…, m, k]`, or `[…, n, k]` when adjointed */
export function applyPseudoInverse(inverse: PseudoInverse, b: NDArray, adjointed = false): NDArray {
  return bind(applyPseudoInverseP, [inverse.a, ...matricesOf(inverse), b], paramsOf(inverse, adjointed));
}

/** The factors as inputs, each a matrix: singular values are a column. */
function matricesOf({ kind, factors }: PseudoInverse): readonly NDArray[] {
  const [U, S, Vh] = factors;
  return kind === "svd" ? [U, asColumn(S, U), Vh] : factors;
}

interface ApplyParams {
  readonly op: string;
  readonly fullRank: boolean;
  readonly kind: PseudoInverse["kind"];
  readonly rtol: number;
  readonly adjointed: boolean;
}

function paramsOf(inverse: PseudoInverse, adjointed: boolean): ApplyParams {
  const { op, fullRank, kind } = inverse;
  return { op, fullRank, kind, rtol: inverse.kind === "svd" ? inverse.rtol : 0, adjointed };
}

/** The inputs of the primitive, taken apart again. */
function inputsOf(
  inputs: readonly NDArray[],
  { op, fullRank, kind, rtol }: ApplyParams,
): readonly [PseudoInverse, b: NDArray] {
  const [a, ...rest] = inputs;
  return [{ op, a, fullRank, kind, factors: rest.slice(0, -1), rtol }, rest[rest.length - 1]];
}

const applyPseudoInverseP: Primitive<ApplyParams> = /* @__PURE__ */ primitive<ApplyParams>("applyPseudoInverse", {
  batch: [2],
  abstract(inputs, { op, adjointed }) {
    const [a, b] = [inputs[0], inputs[inputs.length - 1]];
    const [m, n] = matrixDims(a);
    const batch = broadcastShapes(op, batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, adjointed ? m : n, matrixDims(b)[1]]) };
  },

  evaluate(inputs, x, params) {
    const [{ kind, factors }, b] = inputsOf(inputs, params);
    requireFinite(params.op, "b", b);
    if (kind === "svd") throughSvd(factors, b, x, params);
    else throughReflectors(factors, b, x, params.adjointed);
  },

  derivative: {
    vjp(ct, inputs, x, params) {
      const [inverse, b] = inputsOf(inputs, params);
      const [ctA, ctB] = pullBack(inverse, b, x, ct, params.adjointed);
      return [ctA, ...inverse.factors.map(() => null), ctB];
    },
    jvp(tangents, inputs, x, params) {
      const [inverse, b] = inputsOf(inputs, params);
      return pushForward(inverse, b, x, [tangents[0], tangents[tangents.length - 1]], params.adjointed);
    },
  },
});

/**
 * The cotangents of A and B where X = P·B, P = A⁺ (of Aᴴ when adjointed): with R = B − A·X and the gradient G = conj(ct), B̄ = Pᴴ·G and
 * Ā = −B̄·Xᴴ + R·(P·B̄)ᴴ + (Pᴴ·X)·(G − P·A·G)ᴴ.
 */
export function pullBack(
  inverse: PseudoInverse,
  b: NDArray,
  x: NDArray,
  ct: NDArray,
  adjointed = false,
): readonly [ctA: () => NDArray, ctB: () => NDArray] {
  const A = adjointed ? adjoint(inverse.a) : inverse.a;
  const g = conjugate(ct);
  const back = applyPseudoInverse(inverse, g, !adjointed);
  const ctA = (): NDArray => {
    if (inverse.fullRank) requireFullRank(inverse.op, inverse.a, ranksOf(inverse));
    const residual = sub(b, matmul(A, x));
    const inside = applyPseudoInverse(inverse, matmul(A, g), adjointed);
    const range = outer(residual, applyPseudoInverse(inverse, back, adjointed));
    const kernel = outer(applyPseudoInverse(inverse, x, !adjointed), sub(g, inside));
    const total = sub(add(range, kernel), outer(back, x));
    return sumTo(conjugate(adjointed ? adjoint(total) : total), inverse.a.shape);
  };
  return [ctA, () => sumTo(conjugate(back), b.shape)];
}

/** The tangent of X for those of A and B: dX = P·(dB − dA·X) + P·Pᴴ·dAᴴ·R + (I − P·A)·dAᴴ·Pᴴ·X. */
export function pushForward(
  inverse: PseudoInverse,
  b: NDArray,
  x: NDArray,
  [da, db]: readonly [NDArray, NDArray],
  adjointed = false,
): NDArray {
  const moves = inverse.fullRank && any(withElements(notEqual(da, 0))).item() !== 0;
  if (moves) requireFullRank(inverse.op, inverse.a, ranksOf(inverse));
  const A = adjointed ? adjoint(inverse.a) : inverse.a;
  const dA = adjointed ? adjoint(da) : da;
  const dAh = adjoint(dA);
  const direct = applyPseudoInverse(inverse, sub(db, matmul(dA, x)), adjointed);
  const turned = matmul(dAh, sub(b, matmul(A, x)));
  const range = applyPseudoInverse(inverse, applyPseudoInverse(inverse, turned, !adjointed), adjointed);
  const moved = matmul(dAh, applyPseudoInverse(inverse, x, !adjointed));
  const kernel = sub(moved, applyPseudoInverse(inverse, matmul(A, moved), adjointed));
  return add(add(direct, range), kernel);
}

/** @throws {DerivativeError} when a rank is less than the smaller dimension of A */
export function requireFullRank(op: string, a: NDArray, ranks: readonly number[]): void {
  const full = Math.min(...matrixDims(a));
  const deficient = ranks.findIndex((rank) => rank < full);
  if (deficient < 0) return;
  throw new DerivativeError(
    op,
    "the derivative by a needs full rank, since the solution of least norm jumps where the rank grows",
    `rank ${ranks[deficient]} of ${full}${ofMatrix(batchIndex(deficient, batchDims(a)))}`,
    "Use ridge, whose solution is smooth, or pinv(a)·b, whose derivative is that of changes that keep the rank.",
  );
}

/** One for each matrix of a batch. */
function ranksOf(inverse: PseudoInverse): readonly number[] {
  if (inverse.kind === "orthogonal") return Array.from(withElements(inverse.factors[6]).toTypedArray(), Number);
  return Array.from(matrices([withElements(asColumn(inverse.factors[1], inverse.a))]), ([s]) =>
    rankOf(s, inverse.rtol),
  );
}

/** Singular values are a column, in an inverse that was not taken from the inputs of the primitive a vector. */
function asColumn(x: NDArray, a: NDArray): NDArray {
  return x.ndim < a.ndim ? expandDims(x, -1) : x;
}

function outer(x: NDArray, y: NDArray): NDArray {
  return matmul(x, adjoint(y));
}

function throughSvd([U, S, Vh]: readonly NDArray[], b: NDArray, x: NDArray, { rtol, adjointed }: ApplyParams): void {
  for (const [u, s, vh, rhs, out] of matrices([U, S, Vh, b, x])) {
    const rank = rankOf(s, rtol);
    const left = u.block(0, 0, u.rows, rank);
    const right = vh.block(0, 0, rank, vh.cols);
    if (adjointed) scaledProduct(left, s, right, rhs, out);
    else withAdjoint(left, (uh) => withAdjoint(right, (v) => scaledProduct(v, s, uh, rhs, out)));
  }
}

/** X = L·diag(1/s)·R·B. */
function scaledProduct(left: MatrixView, s: MatrixView, right: MatrixView, b: MatrixView, x: MatrixView): void {
  const rank = right.rows;
  const coefficients = workspace(x.type, rank, b.cols);
  gemm(1, right, b, 0, coefficients);
  const { data, offset, rowStride } = coefficients;
  const parts = x.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rank; i++) {
    const sigma = s.data[s.offset + i * s.rowStride];
    const row = parts * (offset + i * rowStride);
    for (let j = row; j < row + parts * b.cols; j++) data[j] /= sigma;
  }
  gemm(1, left, coefficients, 0, x);
  release(coefficients.storage);
}

function throughReflectors(factors: readonly NDArray[], b: NDArray, x: NDArray, adjointed: boolean): void {
  for (const [v, t, middle, w, s, order, rank, rhs, out] of matrices([...factors, b, x])) {
    const r = elements(rank.storage, rank.type)[rank.offset];
    const parts = {
      left: { v, t, blockSize: t.cols },
      t: middle,
      right: reflectorsIn(w, s, r),
      order: indicesOf(order),
      rank: r,
    };
    (adjointed ? applyInverseAdjoint : applyInverse)(parts, rhs, out);
  }
}
