import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Triangle } from "../signatures.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { scal } from "./axpy.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit } from "./vector.js";

/**
 * y ← α·A·x + β·y for a symmetric A, n×n, of which only the named triangle is read, once; x and y are n×1 views. β = 0 leaves y
 * unread.
 */
export function symv(uplo: Triangle, alpha: number, a: MatrixView, x: MatrixView, beta: number, y: MatrixView): void {
  if (a.colStride !== 1 && a.rowStride === 1) {
    symv(uplo === "lower" ? "upper" : "lower", alpha, a.T, x, beta, y);
    return;
  }
  if (beta === 0) clear(y);
  else if (beta !== 1) scal(beta, y);
  if (a.colStride === 1 && isUnit(x) && isUnit(y)) addRows(uplo, alpha, a, x, y);
  else addElements(uplo, alpha, a, x, y);
}

function clear(y: MatrixView): void {
  const { data } = y;
  for (let k = 0, i = y.offset; k < y.rows; k++, i += y.rowStride) data[i] = 0;
}

function addRows(uplo: Triangle, alpha: number, a: MatrixView, x: MatrixView, y: MatrixView): void {
  const { f32_symv, f64_symv } = lapackFamily.exports;
  const kernel = isSingle(a) ? f32_symv : f64_symv;
  const add = (p: number, q: number, r: number): void => kernel(a.rows, uplo === "upper", alpha, p, a.rowStride, q, r);
  if (inHeap(a.storage) && inHeap(x.storage) && inHeap(y.storage)) add(address(a), address(x), address(y));
  else withStaged([spanOf(a), spanOf(x), spanOf(y)], [spanOf(y)], add);
}

function addElements(uplo: Triangle, alpha: number, a: MatrixView, x: MatrixView, y: MatrixView): void {
  const [p, q, r] = [a.data, x.data, y.data];
  const n = a.rows;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const [row, col] = (uplo === "upper") === i < j ? [i, j] : [j, i];
      sum += p[a.offset + row * a.rowStride + col * a.colStride] * q[x.offset + j * x.rowStride];
    }
    r[y.offset + i * y.rowStride] += alpha * sum;
  }
}
