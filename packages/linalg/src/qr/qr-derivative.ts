import { type NDArray, add, concat, matmul, matrixTranspose, mul, sub, tril, triu } from "@linnet/core";
import { matrixDims } from "@linnet/core/extend";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { DerivativeError } from "../errors.js";
import { columns } from "../operand/parts.js";
import { solveTriangle } from "../solve/solve-triangular.js";

/** Refuses factors that are not unique. @throws {DerivativeError} */
export function requireUniqueFactors(op: string, a: NDArray, full: boolean): void {
  const [m, n] = matrixDims(a);
  if (!full || m <= n) return;
  throw new DerivativeError(
    op,
    "the derivative needs unique factors",
    `the full factors of a [${a.shape.join(", ")}], whose last ${m - n} columns of Q are not`,
    "Use the thin factors: qr(a).",
  );
}

/**
 * With A = [A₁ A₂] = Q·[R₁ R₂], A₁ square or tall: Ā₂ = conj(Q)·R̄₂, and for the first block, with Q̄ + conj(A₂)·R̄₂ᴴ taking
 * the place of Q̄,
 *
 *     Ā₁ = (Q̄ + conj(Q)·H)·R₁⁻ᵀ,  P = R̄₁·R₁ᵀ − Qᵀ·Q̄,  H = triu₊₁(P) + triu₊₁(P)ᴴ + Re diag(P)
 *
 * Cotangents (Q̄, R̄) are paired without a conjugate: see docs/notes/complex-derivatives.md. For real A, H = copyltu(Pᵀ).
 *
 * @see Seeger et al. 2017, arXiv:1710.08717; Roberts & Roberts 2020, arXiv:2009.10071 for wide and complex matrices
 */
export function qrPullBack(a: NDArray, Q: NDArray, R: NDArray, ctQ: NDArray, ctR: NDArray): NDArray {
  const [m, n] = matrixDims(a);
  if (m >= n) return pullBackTall(Q, R, ctQ, ctR);
  const right = columns(ctR, m, n);
  const moved = add(ctQ, matmul(conjugate(columns(a, m, n)), adjoint(right)));
  const left = pullBackTall(Q, columns(R, 0, m), moved, columns(ctR, 0, m));
  return concat([left, matmul(conjugate(Q), right)], { axis: -1 });
}

function pullBackTall(Q: NDArray, R: NDArray, ctQ: NDArray, ctR: NDArray): NDArray {
  const P = sub(matmul(ctR, matrixTranspose(R)), matmul(matrixTranspose(Q), ctQ));
  const upper = halfDiagonal(triu(P));
  const total = add(ctQ, matmul(conjugate(Q), add(upper, adjoint(upper))));
  return matrixTranspose(solveTriangle("qr", R, matrixTranspose(total), "upper", "nonunit"));
}

/**
 * With C = dA₁·R₁⁻¹, X = Qᴴ·C and the skew-Hermitian W = tril₋₁(X) − tril₋₁(X)ᴴ + i·Im diag(X), which leaves the diagonal
 * of R real: dQ = C − Q·X + Q·W, dR₁ = (X − W)·R₁, dR₂ = Qᴴ·dA₂ + dQᴴ·A₂, here with A₂ = Q·R₂ and QᴴdQ skew.
 */
export function qrPushForward(Q: NDArray, R: NDArray, da: NDArray): readonly NDArray[] {
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

/** A triangle with half its diagonal: T + Tᴴ then has Re diag(T), T − Tᴴ has i·Im diag(T). */
function halfDiagonal(triangle: NDArray): NDArray {
  return sub(triangle, mul(tril(triu(triangle)), 0.5));
}
