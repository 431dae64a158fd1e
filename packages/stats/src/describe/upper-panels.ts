import { type NDArray, add, concat, matmul, pad, slice, triu } from "@linnet/core";

/**
 * Blocks of `width` rows of AᵀA, each from its diagonal on: with m of them (m + 1)/(2·m) of the flops.
 *
 * @param a shape `[n, p]`
 * @param width four panels when left out, which is 5/8 of the flops, where there are enough columns
 * @returns panel i is `[width, p − i·width]`, the last one of what rows are left
 */
export function upperPanels(a: NDArray, width: number = quarter(a)): readonly NDArray[] {
  const p: number = a.shape[1];
  return Array.from({ length: Math.ceil(p / width) }, (_, i) => {
    const rows = slice(a, ":", `${i * width}:${Math.min((i + 1) * width, p)}`) as NDArray;
    return matmul(rows.T as NDArray, slice(a, ":", `${i * width}:`) as NDArray);
  });
}

function quarter(a: NDArray): number {
  const p: number = a.shape[1];
  return Math.max(4 * Math.ceil(p / 16), LEAST_PANEL);
}

/** Narrower products take as long as what they save. */
const LEAST_PANEL = 24;

/** The whole of what panels, or sums of such, are the upper part of: symmetric to the last bit. */
export function symmetric(panels: readonly NDArray[]): NDArray {
  const p: number = panels[0].shape[1];
  const rows = panels.map(
    (panel) =>
      pad(panel, [
        [0, 0],
        [p - (panel.shape[1] as number), 0],
      ]) as NDArray,
  );
  const full = concat(rows, { axis: 0 }) as NDArray;
  return add(triu(full) as NDArray, triu(full, { k: 1 }).T as NDArray);
}
