import { type NDArray, add, expandDims, matmul, sub } from "@linnet/core";
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
} from "@linnet/core/extend";
import { gemm, release, workspace } from "@linnet/kernels";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { applyInverse, applyInverseAdjoint, reflectorsIn } from "../blocked/qr/complete-orthogonal.js";
import { rankOf } from "../blocked/matrix/rank.js";
import { indicesOf } from "../lu/lu-factor.js";

/** A, and a factorization of it as constants: what is computed from them is differentiated with respect to A. */
export type PseudoInverse =
  | {
      readonly op: string;
      readonly a: NDArray;
      readonly kind: "svd";
      /** U, S and Vh, thin. */
      readonly factors: readonly NDArray[];
      /** Singular values up to rtol·s₁ count as zero. */
      readonly rtol: number;
    }
  | {
      readonly op: string;
      readonly a: NDArray;
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
  return kind === "svd" && S.ndim < U.ndim ? [U, expandDims(S, -1), Vh] : factors;
}

interface ApplyParams {
  readonly op: string;
  readonly kind: PseudoInverse["kind"];
  readonly rtol: number;
  readonly adjointed: boolean;
}

function paramsOf(inverse: PseudoInverse, adjointed: boolean): ApplyParams {
  const { op, kind } = inverse;
  return { op, kind, rtol: inverse.kind === "svd" ? inverse.rtol : 0, adjointed };
}

/** The inputs of the primitive, taken apart again. */
function inputsOf(inputs: readonly NDArray[], { op, kind, rtol }: ApplyParams): readonly [PseudoInverse, b: NDArray] {
  const [a, ...rest] = inputs;
  return [{ op, a, kind, factors: rest.slice(0, -1), rtol }, rest[rest.length - 1]];
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
