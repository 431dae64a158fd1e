import { type NDArray, add, div, matmul, matrixTranspose, maximum, mul } from "@linnet/core";
import { vectorNorm } from "@linnet/linalg";

/** a, b, c of the polynomial: steep at 0, and between 0.68 and 1.13 once it has been there. */
const [A, B, C] = [3.4445, -4.775, 2.0315];

/**
 * Nearly the orthogonal factor U·Vᵀ of a matrix U·Σ·Vᵀ: all its singular values are driven towards 1, at no cost but products.
 *
 *     X₀ = G / ‖G‖,   X ← a·X + (b·X·Xᵀ + c·(X·Xᵀ)²)·X,   σ ← a·σ + b·σ³ + c·σ⁵
 *
 * @param g shape `[m, n]`
 * @returns shape `[m, n]`; zeros for zeros
 * @remarks Five iterations bring singular values from 0.005·‖G‖ on into [0.68, 1.13]; `polar` is the exact factor, by decomposition.
 * @see Jordan et al., *Muon: an optimizer for hidden layers in neural networks*, 2024; Kovarik 1970; Björck & Bowie 1971
 */
export function newtonSchulz(g: NDArray, iterations: number): NDArray {
  const [m, n] = g.shape as readonly number[]; // it is a matrix
  if (m > n) return matrixTranspose(newtonSchulz(matrixTranspose(g), iterations));
  const smallest = g.dtype === "float32" ? 2 ** -126 : 2 ** -1022;
  let x: NDArray = div(g, maximum(vectorNorm(g), smallest));
  for (let i = 0; i < iterations; i++) {
    const gram: NDArray = matmul(x, matrixTranspose(x));
    x = add(mul(x, A), matmul(add(mul(gram, B), mul(matmul(gram, gram), C)), x));
  }
  return x;
}
