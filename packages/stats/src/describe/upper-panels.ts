import { type NDArray, add, concat, matmul, pad, slice, triu } from "@linnet/core";

/** Elements of the rows whose products are worth taking at a time: 2 MiB of float64, which stay in the cache. */
export const PANEL_ROWS_SIZE: number = 2 ** 18;
/** Most rows of a panel: what is narrower takes as long as what it saves. */
const WIDEST = 34;

/**
 * Blocks of rows of AᵀA, each from its diagonal on: with m of them (m + 1)/(2·m) of the flops.
 *
 * @param a shape `[n, p]`
 * @returns panel i is `[width, p − i·width]`, the last one of what rows are left
 */
export function upperPanels(a: NDArray): readonly NDArray[] {
  const p: number = a.shape[1];
  const width = Math.ceil(p / Math.ceil(p / WIDEST));
  return Array.from({ length: Math.ceil(p / width) }, (_, i) => {
    const rows = slice(a, ":", `${i * width}:${Math.min((i + 1) * width, p)}`) as NDArray;
    return matmul(rows.T as NDArray, slice(a, ":", `${i * width}:`) as NDArray);
  });
}

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
