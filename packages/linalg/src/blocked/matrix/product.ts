import { type MatrixView, gemm, release, trsm, unsetWorkspace } from "@linnet/kernels";
import { complexProduct, complexSolve } from "@linnet/kernels/lapack";
import { conjugateInPlace } from "./complex-view.js";
import { copyMatrix } from "./copy.js";

/** Which operand of a product stands for its conjugate; that of a real one is itself. */
export type Conjugated = "neither" | "a" | "b";

/**
 * C ← α·A·B + β·C, the products of factorizations, for any float or complex dtype. Complex ones are three real products: see
 * ADR 16 for what that means to accuracy, and that it is not for `matmul`.
 */
export function product(
  alpha: number,
  a: MatrixView,
  b: MatrixView,
  beta: number,
  c: MatrixView,
  conjugated: Conjugated = "neither",
): void {
  if (c.type.kind !== "complex") gemm(alpha, a, b, beta, c);
  else if (c.rows > 1 && c.cols > 1) complexProduct(alpha, a, b, beta, c, conjugated);
  else if (conjugated === "a") withConjugate(a, (x) => gemm(alpha, x, b, beta, c));
  else if (conjugated === "b") withConjugate(b, (y) => gemm(alpha, a, y, beta, c));
  else gemm(alpha, a, b, beta, c);
}

/** B ← T⁻¹·B in place for a triangle T, or its conjugate, for any float or complex dtype. */
export function divideByTriangle(
  t: MatrixView,
  uplo: "lower" | "upper",
  diag: "unit" | "nonunit",
  b: MatrixView,
  conjugate = false,
): void {
  if (b.type.kind !== "complex") trsm(1, t, uplo, diag, b);
  else if (b.colStride === 1 || b.cols === 1) complexSolve(t, uplo, diag, b, conjugate);
  else {
    const rows = unsetWorkspace(b.type, b.rows, b.cols);
    copyMatrix(b, rows);
    complexSolve(t, uplo, diag, rows, conjugate);
    copyMatrix(rows, b);
    release(rows.storage);
  }
}

function withConjugate(x: MatrixView, use: (conjugate: MatrixView) => void): void {
  const copy = unsetWorkspace(x.type, x.rows, x.cols);
  copyMatrix(x, copy);
  conjugateInPlace(copy);
  use(copy);
  release(copy.storage);
}
