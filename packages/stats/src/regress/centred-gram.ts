import { type NDArray, array, expandDims, matmul, mul, scope, slice, sub } from "@linnet/core";
import { PANEL_ROWS_SIZE, upperPanels } from "../describe/upper-panels.js";

/** Rows whose means are taken off, times a factor each. */
export interface CentredRows {
  readonly data: NDArray;
  /** `null`: nothing is taken off. */
  readonly means: Float64Array | null;
  /** One for all rows, or one a row. */
  readonly roots: number | Float64Array;
}

/** XᵀX, Xᵀy and ‖y‖² of centred rows. */
export interface Gram {
  /** `[p·p]`, row-major. */
  readonly products: Float64Array;
  readonly correlations: Float64Array;
  readonly targetSquare: number;
}

/** Block by block, so that the centred table is never stored. @param y centred and scaled already */
export function centredGram(rows: CentredRows, y: Float64Array): Gram {
  const [n, p]: readonly number[] = rows.data.shape;
  const height = Math.max(32, Math.floor(PANEL_ROWS_SIZE / p));
  // one factor for all is cheaper taken of the sums
  const common = typeof rows.roots === "number" ? rows.roots : 1;
  const unscaled = common === 1 ? rows : { ...rows, roots: 1 };
  const products = new Float64Array(p * p);
  const correlations = new Float64Array(p);
  for (let start = 0; start < n; start += height) {
    const end = Math.min(n, start + height);
    scope(() => {
      const block = centredBlock(unscaled, start, end);
      addTo(correlations, 0, 1, matmul(array(y.subarray(start, end)) as NDArray, block));
      let row = 0;
      for (const panel of upperPanels(block)) {
        addTo(products, row * (p + 1), p, panel);
        row += panel.shape[0];
      }
    });
  }
  for (let i = 0; i < p; i++) {
    correlations[i] *= common;
    for (let j = i; j < p; j++) products[j * p + i] = products[i * p + j] *= common * common;
  }
  return { products, correlations, targetSquare: y.reduce((total, v) => total + v * v, 0) };
}

/** Rows `start` to `end`, centred and scaled, as float64. */
export function centredBlock({ data, means, roots }: CentredRows, start: number, end: number): NDArray {
  const rows: NDArray = slice(data, `${start}:${end}`).astype("float64");
  const centred: NDArray = means === null ? rows : sub(rows, array(means) as NDArray);
  if (roots === 1) return centred;
  return typeof roots === "number"
    ? mul(centred, roots)
    : mul(centred, expandDims(array(roots.subarray(start, end)), 1) as NDArray);
}

/** Adds a matrix, or a vector, to a part of a row-major one. */
function addTo(sums: Float64Array, offset: number, stride: number, part: NDArray): void {
  const numbers = part.view() as Float64Array; // of float64 blocks
  const width: number = part.ndim === 1 ? part.size : part.shape[1];
  for (let k = 0, row = offset; k < numbers.length; row += stride) {
    for (let j = 0; j < width; j++) sums[row + j] += numbers[k++];
  }
}
