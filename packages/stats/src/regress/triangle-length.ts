import type { NDArray } from "@linnet/core";

/** ‖R⁻ᵀ·b‖ for an upper triangular R: the length of b in the metric of (RᵀR)⁻¹. */
export function solvedLength(R: NDArray, b: readonly number[]): number {
  const [r, z, k] = [R.toTypedArray(), [...b], b.length];
  let squares = 0;
  for (let i = 0; i < k; i++) {
    z[i] /= r[i * k + i];
    squares += z[i] * z[i];
    for (let j = i + 1; j < k; j++) z[j] -= r[i * k + j] * z[i];
  }
  return Math.sqrt(squares);
}
