import { type NDArray, matmul, slice } from "@linnet/core";

/**
 * Blocks of `width` rows of AᵀA, each from its diagonal on: with m of them (m + 1)/(2·m) of the flops.
 *
 * @param a shape `[n, p]`
 * @returns panel i is `[width, p − i·width]`, the last one of what rows are left
 */
export function upperPanels(a: NDArray, width: number): readonly NDArray[] {
  const p: number = a.shape[1];
  return Array.from({ length: Math.ceil(p / width) }, (_, i) => {
    const rows = slice(a, ":", `${i * width}:${Math.min((i + 1) * width, p)}`) as NDArray;
    return matmul(rows.T as NDArray, slice(a, ":", `${i * width}:`) as NDArray);
  });
}
