import { type NDArray, conj, matrixTranspose } from "@linnet/core";

/** Āᵀ: the transpose itself, a view, of a real matrix. */
export function adjoint(a: NDArray): NDArray {
  return matrixTranspose(conjugate(a));
}

/** Ā: the array itself where it is real. */
export function conjugate(a: NDArray): NDArray {
  return a.type.kind === "complex" ? conj(a) : a;
}
