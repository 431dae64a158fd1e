import { type NDArray, abs, adjoint, astype, eye, matmul, sub } from "@linnet/core";
import { epsilonOf } from "../operand/epsilon.js";

/**
 * LAPACK's test ratios: an error divided by what rounding may cause. They pass below 30. All are measured in float64 or
 * complex128, in units of the ε of the factors' dtype, and a ratio that is not a number never passes.
 *
 * @see LAPACK Working Note 41, §6.2
 */
export const THRESHOLD = 30;

/** ‖A − B‖₁ / (max(m, n)·ε·‖A‖₁), for the product B of factors of A. */
export function reconstructionRatio(a: NDArray, product: NDArray, factor: NDArray = product): number {
  const error = norm1(sub(wide(a), wide(product)));
  return quotient(error, Math.max(...lastTwo(a)) * epsilonOf(factor.type) * norm1(a));
}

/** ‖QᴴQ − I‖₁ / (m·ε), for the columns of an m×k matrix. */
export function orthogonalityRatio(q: NDArray): number {
  const [m, k] = lastTwo(q);
  const gram: NDArray = matmul(adjoint(wide(q)), wide(q));
  return quotient(norm1(sub(gram, eye(k))), m * epsilonOf(q.type));
}

/** ‖A·X − B‖₁ / (n·ε·‖A‖₁·‖X‖₁). */
export function residualRatio(a: NDArray, x: NDArray, b: NDArray): number {
  const residual: NDArray = sub(matmul(wide(a), wide(x)), wide(b));
  return quotient(norm1(residual), lastTwo(a)[1] * epsilonOf(x.type) * norm1(a) * norm1(x));
}

/** ‖A·V − V·diag(λ)‖₁ / (n·ε·‖A‖₁). */
export function eigenRatio(a: NDArray, values: NDArray, vectors: NDArray): number {
  const V = wide(vectors);
  const residual: NDArray = sub(matmul(wide(a), V), V.mul(wide(values)));
  return quotient(norm1(residual), lastTwo(a)[1] * epsilonOf(vectors.type) * norm1(a));
}

/** Largest column sum of magnitudes, in float64; NaN when an entry is. */
export function norm1(a: NDArray): number {
  const [m, n] = lastTwo(a);
  const data = abs(wide(a)).toTypedArray();
  let largest = 0;
  for (let j = 0; j < n; j++) {
    let s = 0;
    for (let i = 0; i < m; i++) s += data[i * n + j];
    largest = Math.max(largest, s);
  }
  return largest;
}

/** error / unit, where no error is 0 even beside a unit of 0. */
function quotient(error: number, unit: number): number {
  return error === 0 ? 0 : error / unit;
}

function wide(a: NDArray): NDArray {
  return astype(a, a.type.kind === "complex" ? "complex128" : "float64");
}

function lastTwo(a: NDArray): readonly [number, number] {
  return [a.shape[a.ndim - 2], a.shape[a.ndim - 1]];
}
