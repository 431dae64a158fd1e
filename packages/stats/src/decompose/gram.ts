import { type NDArray, add, matmul, scope, slice, sub } from "@linnet/core";
import { PANEL_ROWS_SIZE, symmetric, upperPanels } from "../describe/upper-panels.js";

/**
 * Aᵀ·A in float64, where A = (X − 1·x̄ᵀ)·V, symmetric to the last bit.
 *
 * @param x `[n, p]`
 * @param centre `[p]`
 * @param V `[p, r]`: columns to look along; the axes when left out
 * @returns `[p, p]`, or `[r, r]`
 * @remarks Little more than n·p² flops: most of the lower triangle is not computed. Rows are centred some at a time, so that no
 *   centred copy of X is made, and those of float32 converted.
 */
export function gram(x: NDArray, centre: NDArray, V?: NDArray): NDArray {
  const [n, p]: readonly number[] = x.shape;
  const rows = Math.max(256, Math.floor(PANEL_ROWS_SIZE / p));
  let panels: readonly NDArray[] = [];
  for (let from = 0; from < n; from += rows) {
    const before = panels;
    panels = scope(() => {
      const block: NDArray = centred(slice(x, `${from}:${Math.min(n, from + rows)}`), centre);
      const products = upperPanels(V === undefined ? block : matmul(block, V));
      return before.length === 0 ? products : products.map((product, i) => add(product, before[i]) as NDArray);
    });
    for (const panel of before) panel.dispose();
  }
  return scope(() => symmetric(panels));
}

/** X − 1·x̄ᵀ in float64. */
function centred(x: NDArray, centre: NDArray): NDArray {
  return sub(inDouble(x), inDouble(centre));
}

function inDouble(x: NDArray): NDArray {
  return x.dtype === "float64" ? x : x.astype("float64");
}
