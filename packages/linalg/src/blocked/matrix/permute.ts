import type { MatrixView } from "@linnet/kernels";
import { copyMatrix } from "./copy.js";

/** Row i of `to` ← row `order[i]` of `from`. */
export function takeRows(from: MatrixView, order: Int32Array, to: MatrixView): void {
  if (from.cols === 1) takeElements(from, order, to);
  else for (let i = 0; i < order.length; i++) copyMatrix(row(from, order[i]), row(to, i));
}

/** Row `order[i]` of `to` ← row i of `from`. */
export function putRows(from: MatrixView, order: Int32Array, to: MatrixView): void {
  if (from.cols === 1) putElements(from, order, to);
  else for (let i = 0; i < order.length; i++) copyMatrix(row(from, i), row(to, order[i]));
}

function row(a: MatrixView, i: number): MatrixView {
  return a.block(i, 0, 1, a.cols);
}

function takeElements(from: MatrixView, order: Int32Array, to: MatrixView): void {
  const [source, target] = [from.data, to.data];
  const width = from.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < order.length; i++) {
    const p = width * (from.offset + order[i] * from.rowStride);
    const q = width * (to.offset + i * to.rowStride);
    target[q] = source[p];
    if (width === 2) target[q + 1] = source[p + 1];
  }
}

function putElements(from: MatrixView, order: Int32Array, to: MatrixView): void {
  const [source, target] = [from.data, to.data];
  const width = from.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < order.length; i++) {
    const p = width * (from.offset + i * from.rowStride);
    const q = width * (to.offset + order[i] * to.rowStride);
    target[q] = source[p];
    if (width === 2) target[q + 1] = source[p + 1];
  }
}
