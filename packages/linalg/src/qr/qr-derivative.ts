import {
  type NDArray,
  abs,
  add,
  any,
  concat,
  greater,
  matmul,
  matrixTranspose,
  max,
  mul,
  neg,
  sub,
  tril,
  triu,
  zeros,
} from "@linnet/core";
import { batchDims, matrices, matrixDims, withElements } from "@linnet/core/extend";
import { maxAbs } from "../blocked/matrix/copy.js";
import { DerivativeError, ofMatrix } from "../errors.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { batchIndex } from "../operand/batch.js";
import { epsilonOf } from "../operand/epsilon.js";
import { columns, rows } from "../operand/parts.js";
import { productOfParts } from "../operand/product-of-parts.js";
import { solveTriangle } from "../solve/solve-triangular.js";

/** A = Q·R, thin or full, in the name of `op`. */
export interface QrFactors {
  readonly op: string;
  readonly a: NDArray;
  readonly Q: NDArray;
  readonly R: NDArray;
}

/**
 * With A = [A₁ A₂] = Q·[R₁ R₂], A₁ square or tall: Ā₂ = conj(Q)·R̄₂, and for the first block, with Q̄ + conj(A₂)·R̄₂ᴴ taking
 * the place of Q̄,
 *
 *     Ā₁ = (Q̄ + conj(Q)·H)·R₁⁻ᵀ,  P = R̄₁·R₁ᵀ − Qᵀ·Q̄,  H = triu₊₁(P) + triu₊₁(P)ᴴ + Re diag(P)
 *
 * Of full factors of a tall matrix [Q Q₂] only Q and the space of Q₂ are determined, so that dQ₂ = −Q·dQᴴ·Q₂ up to what turns
 * Q₂ in that space, and Q̄₂ adds −conj(Q₂)·Q̄₂ᴴ·conj(Q) to Q̄.
 *
 * Cotangents (Q̄, R̄) are paired without a conjugate: see docs/notes/complex-derivatives.md. For real A, H = copyltu(Pᵀ).
 *
 * @throws {DerivativeError} when the first min(m, n) columns of A are dependent, or the loss depends on the choice of Q₂
 * @see Seeger et al. 2017, arXiv:1710.08717; Roberts & Roberts 2020, arXiv:2009.10071 for wide and complex matrices
 */
export function qrPullBack(factors: QrFactors, ctQ: NDArray, ctR: NDArray): NDArray {
  requireIndependent(factors);
  const { op, a, Q, R } = factors;
  const [m, n] = matrixDims(a);
  if (m >= n && matrixDims(Q)[1] === n) return pullBackTall(Q, R, ctQ, ctR);
  if (m > n) {
    const [first, rest, ctRest]: readonly NDArray[] = [columns(Q, 0, n), columns(Q, n, m), columns(ctQ, n, m)];
    requireTurnable(op, rest, ctRest);
    const moved = sub(columns(ctQ, 0, n), matmul(conjugate(rest), matmul(adjoint(ctRest), conjugate(first))));
    return pullBackTall(first, rows(R, 0, n), moved, rows(ctR, 0, n));
  }
  const right = columns(ctR, m, n);
  const moved = add(ctQ, matmul(conjugate(columns(a, m, n)), adjoint(right)));
  const left = pullBackTall(Q, columns(R, 0, m), moved, columns(ctR, 0, m));
  return concat([left, matmul(conjugate(Q), right)], { axis: -1 });
}

function pullBackTall(Q: NDArray, R: NDArray, ctQ: NDArray, ctR: NDArray): NDArray {
  const ofR = productOfParts(ctR, matrixTranspose(R), { a: "upper", b: "lower", product: "upper" });
  const ofQ = productOfParts(matrixTranspose(Q), ctQ, { a: "all", b: "all", product: "upper" });
  const total = add(ctQ, matmul(conjugate(Q), completed(sub(ofR, ofQ))));
  return matrixTranspose(solveTriangle("qr", R, matrixTranspose(total), "upper", "nonunit"));
}

/**
 * With C = dA₁·R₁⁻¹, X = Qᴴ·C and the skew-Hermitian W = tril₋₁(X) − tril₋₁(X)ᴴ + i·Im diag(X), which leaves the diagonal
 * of R real: dQ = C − Q·X + Q·W, dR₁ = (X − W)·R₁, dR₂ = Qᴴ·dA₂ + dQᴴ·A₂, here with A₂ = Q·R₂ and QᴴdQ skew. Of full factors
 * dQ₂ = −Q·dQᴴ·Q₂: the basis that does not turn.
 *
 * @throws {DerivativeError} when the first min(m, n) columns of A are dependent
 */
export function qrPushForward(factors: QrFactors, da: NDArray): readonly NDArray[] {
  requireIndependent(factors);
  const { a, Q, R } = factors;
  const [m, n] = matrixDims(a);
  if (m <= n || matrixDims(Q)[1] === n) return pushForwardThin(Q, R, da);
  const [first, rest] = [columns(Q, 0, n), columns(Q, n, m)];
  const [dQ, dR] = pushForwardThin(first, rows(R, 0, n), da);
  const dRest = neg(matmul(first, matmul(adjoint(dQ), rest)));
  const below: NDArray = zeros([...batchDims(R), m - n, n], { dtype: R.dtype });
  return [concat([dQ, dRest], { axis: -1 }), concat([dR, below], { axis: -2 })];
}

function pushForwardThin(Q: NDArray, R: NDArray, da: NDArray): readonly [dQ: NDArray, dR: NDArray] {
  const [k, n] = matrixDims(R);
  const R1 = n > k ? columns(R, 0, k) : R;
  const first = n > k ? columns(da, 0, k) : da;
  const C = matrixTranspose(solveTriangle("qr", matrixTranspose(R1), matrixTranspose(first), "lower", "nonunit"));
  const X = matmul(adjoint(Q), C);
  const lower = halfDiagonal(tril(X));
  const W = sub(lower, adjoint(lower));
  const dQ = add(C, matmul(Q, sub(W, X)));
  const dR1 = matmul(sub(X, W), R1);
  if (n === k) return [dQ, dR1];
  const rest = sub(columns(da, k, n), matmul(dQ, columns(R, k, n)));
  return [dQ, concat([dR1, matmul(adjoint(Q), rest)], { axis: -1 })];
}

/** T₊₁ + T₊₁ᴴ + Re diag(T) of an upper triangle T. */
function completed(T: NDArray): NDArray {
  if (T.type.kind !== "complex") return add(T, tril(matrixTranspose(T), { k: -1 }));
  const half = halfDiagonal(T);
  return add(half, adjoint(half));
}

/** A triangle with half its diagonal: T + Tᴴ then has Re diag(T), T − Tᴴ has i·Im diag(T). */
function halfDiagonal(triangle: NDArray): NDArray {
  return sub(triangle, mul(tril(triu(triangle)), 0.5));
}

/** Refuses a column of A that is a sum of others up to rounding: that of Q is then nobody's to determine. @throws {DerivativeError} */
function requireIndependent({ op, a, R }: QrFactors): void {
  const [m, n] = matrixDims(a);
  const least = Math.max(m, n) * epsilonOf(a.type);
  let count = 0;
  for (const [r] of matrices([withElements(R)])) {
    for (let j = 0; j < Math.min(m, n); j++) {
      if (maxAbs(r.block(j, j, 1, 1)) > least * maxAbs(r.block(0, j, j + 1, 1))) continue;
      const what = op === "lq" ? "row" : "column";
      const where = ofMatrix(batchIndex(count, batchDims(R)));
      throw new DerivativeError(
        op,
        `the derivative needs independent ${what}s, without which Q is not determined`,
        `${what} ${j}${where}, which is a sum of those before it up to rounding`,
        `Leave such ${what}s out, or use svd or pinv.`,
      );
    }
    count++;
  }
}

/** Refuses the cotangent of a function that changes when Q₂ is multiplied by a unitary matrix: Q̄₂ᵀ·Q₂ is not Hermitian then. */
function requireTurnable(op: string, rest: NDArray, ct: NDArray): void {
  const turning: NDArray = matmul(matrixTranspose(ct), rest);
  const size = max(matmul(abs(matrixTranspose(ct)), abs(rest)), { axis: [-2, -1], keepDims: true });
  const skew = abs(sub(turning, adjoint(turning)));
  if (any(withElements(greater(skew, mul(size, Math.sqrt(epsilonOf(rest.type)))))).item() === 0) return;
  const what = op === "lq" ? "rows" : "columns";
  const count = matrixDims(rest)[1];
  throw new DerivativeError(
    op,
    `a function of the full factors must not depend on the last ${count} ${what} of Q but by the space that they span`,
    "one that changes when they are turned within it",
    `Use the thin factors, ${op}(a), or what is the same for every basis, as the projector on that space.`,
  );
}
