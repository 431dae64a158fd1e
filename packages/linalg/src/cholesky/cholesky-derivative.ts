import { type NDArray, add, adjoint, conj, matmul, mul, tril } from "@linnet/core";
import { solveTriangle } from "../solve/solve-triangular.js";

/**
 * The cotangent of A from that of its Cholesky factor: herm(L⁻ᴴ·Φ(Lᴴ·L̄)·L⁻¹), Φ the lower triangle with its diagonal halved. Not
 * holomorphic: the transposed rule is this one between two conjugations.
 *
 * @see Murray 2016, arXiv:1602.07527
 */
export function pullFromL(ct: NDArray, L: NDArray): NDArray {
  return conj(hermitianPart(sandwich(halfLower(matmul(adjoint(L), conj(ct))), L, "upper")));
}

/** dL = L·Φ(L⁻¹·herm(dA)·L⁻ᴴ). */
export function pushToL(da: NDArray, L: NDArray): NDArray {
  return matmul(L, halfLower(sandwich(hermitianPart(da), L, "lower")));
}

/** Φ(x): the lower triangle of `x` with its diagonal halved. */
function halfLower(x: NDArray): NDArray {
  return mul(add(tril(x), tril(x, { k: -1 })), 0.5);
}

/** L⁻¹·x·L⁻ᴴ for `"lower"`, L⁻ᴴ·x·L⁻¹ for `"upper"`. */
function sandwich(x: NDArray, L: NDArray, side: "lower" | "upper"): NDArray {
  const T = side === "lower" ? L : adjoint(L);
  const left = solveTriangle("cholesky", T, x, side, "nonunit");
  return adjoint(solveTriangle("cholesky", T, adjoint(left), side, "nonunit"));
}

function hermitianPart(x: NDArray): NDArray {
  return mul(add(x, adjoint(x)), 0.5);
}
