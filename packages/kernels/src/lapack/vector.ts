import { float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";

/** Whether an n×1 view is contiguous and not empty, so that a kernel serves it. */
export function isUnit(x: MatrixView): boolean {
  return x.rowStride === 1 ? x.rows > 0 : x.rows === 1;
}

/** Whether a view holds float32; else it holds float64. */
export function isSingle(x: MatrixView): boolean {
  return x.type === float32;
}

/** Hands a kernel the address of one view, or of a copy of it in the memory. */
export function withAddress<R>(x: MatrixView, written: boolean, kernel: (x: number) => R): R {
  if (inHeap(x.storage)) return kernel(address(x));
  return withStaged([spanOf(x)], written ? [spanOf(x)] : [], kernel);
}

/** The same for two views, of which the second is written, or both are. */
export function withAddresses<R>(
  x: MatrixView,
  y: MatrixView,
  written: readonly MatrixView[],
  kernel: (x: number, y: number) => R,
): R {
  if (inHeap(x.storage) && inHeap(y.storage)) return kernel(address(x), address(y));
  return withStaged([spanOf(x), spanOf(y)], written.map(spanOf), kernel);
}
