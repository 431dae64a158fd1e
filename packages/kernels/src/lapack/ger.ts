import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit } from "./vector.js";

/** A ← A + α·x·yᵀ: a matrix m×n of any strides, views x m×1 and y n×1, all of one dtype. */
export function ger(alpha: number, x: MatrixView, y: MatrixView, a: MatrixView): void {
  if (a.colStride !== 1 && a.rowStride === 1) ger(alpha, y, x, a.T);
  else if (a.colStride === 1 && a.rows > 0 && isUnit(y)) updateRows(alpha, x, y, a);
  else updateElements(alpha, x, y, a);
}

function updateRows(alpha: number, x: MatrixView, y: MatrixView, a: MatrixView): void {
  const { f32_ger, f64_ger } = lapackFamily.exports;
  const kernel = isSingle(a) ? f32_ger : f64_ger;
  const update = (p: number, q: number, r: number): void =>
    kernel(a.rows, a.cols, alpha, p, x.rowStride, q, r, a.rowStride);
  if (inHeap(x.storage) && inHeap(y.storage) && inHeap(a.storage)) update(address(x), address(y), address(a));
  else withStaged([spanOf(x), spanOf(y), spanOf(a)], [spanOf(a)], update);
}

function updateElements(alpha: number, x: MatrixView, y: MatrixView, a: MatrixView): void {
  const [p, q, r] = [x.data, y.data, a.data];
  for (let i = 0; i < a.rows; i++) {
    const f = alpha * p[x.offset + i * x.rowStride];
    let at = a.offset + i * a.rowStride;
    for (let j = 0; j < a.cols; j++, at += a.colStride) r[at] += f * q[y.offset + j * y.rowStride];
  }
}
