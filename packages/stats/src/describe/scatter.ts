import {
  type NDArray,
  ValueError,
  add,
  array,
  div,
  expandDims,
  mean,
  mul,
  outer,
  scope,
  slice,
  sqrt,
  sub,
  sum,
} from "@linnet/core";
import type { RowWeights } from "./sample.js";
import { PANEL_ROWS_SIZE, symmetric, upperPanels } from "./upper-panels.js";

/** Sums of squares and products of distances from the means of columns. */
export interface Scatter {
  /** `[p]`. */
  readonly mean: NDArray;
  /** Σᵢ wᵢ·(xᵢ − x̄)(xᵢ − x̄)ᵀ, `[p, p]`, symmetric to the last bit. */
  readonly scatter: NDArray;
}

/**
 * By the corrected two-pass algorithm, over chunks of rows: with a rounded mean m and eᵢ = xᵢ − m,
 *
 *     Σᵢ wᵢ·eᵢ·eᵢᵀ − (Σᵢ wᵢ·eᵢ)(Σᵢ wᵢ·eᵢ)ᵀ/Σᵢ wᵢ
 *
 * which what rounding did to m does not change.
 *
 * @param data finite floats `[n, p]`
 * @throws {ValueError} for products that overflow
 * @see Chan, Golub & LeVeque, *Algorithms for computing the sample variance*, The American Statistician 37, 1983
 */
export function scatterOf(op: string, data: NDArray, { values, sum: weight }: RowWeights): Scatter {
  return scope(() => {
    const [n, p]: readonly number[] = data.shape;
    const column = values && expandDims(array(values, { dtype: data.dtype as "float64" }), 1);
    const roots = column && (sqrt(column) as NDArray);
    const center: NDArray = column
      ? div(sum(mul(data, column) as NDArray, { axis: 0 }), weight)
      : mean(data, { axis: 0 });
    const rows = Math.max(Math.floor(PANEL_ROWS_SIZE / p), 1);
    let panels: readonly NDArray[] | undefined;
    let left: NDArray | undefined;
    for (let start = 0; start < n; start += rows) {
      const chunk = `${start}:${Math.min(start + rows, n)}` as const;
      const { products, rest } = scope(() => {
        const apart: NDArray = sub(slice(data, chunk) as NDArray, center);
        const root = roots && (slice(roots, chunk) as NDArray);
        const scaled = root ? (mul(apart, root) as NDArray) : apart;
        const sums: NDArray = sum(root ? (mul(scaled, root) as NDArray) : apart, { axis: 0 });
        return { products: upperPanels(scaled), rest: sums };
      });
      panels = panels === undefined ? products : panels.map((panel, i) => add(panel, products[i]) as NDArray);
      left = left === undefined ? rest : add(left, rest);
    }
    const error = left as NDArray; // there is a row at least, and so are panels
    const scatter: NDArray = sub(symmetric(panels as readonly NDArray[]), div(outer(error, error) as NDArray, weight));
    const wrong = scatter.toTypedArray().find((v: number) => !Number.isFinite(v));
    if (wrong !== undefined) {
      throw new ValueError(op, "products must not overflow", wrong, "Divide x by a constant first.");
    }
    return { mean: add(center, div(error, weight)), scatter };
  });
}
