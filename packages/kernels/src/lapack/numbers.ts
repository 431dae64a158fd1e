import type { ElementType } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate } from "../memory/heap.js";
import { wholeMemory } from "../memory/memory.js";
import { elements } from "../memory/storage.js";

/** A copy of an ordinary array as a contiguous n×1 view, where kernels can read it. Release its storage when done. */
export function vectorOf(type: ElementType, values: Int32Array | Float64Array): MatrixView {
  const storage = allocate(values.byteLength);
  (elements(storage, type) as Int32Array | Float64Array).set(values); // the caller names the type of the array
  return new MatrixView(type, storage, 0, values.length, 1, 1, 1);
}

/** Writes numbers to an address: where there are few, without a view, which costs more. */
export function putNumbers(from: Float64Array, at: number): void {
  const { f64 } = wholeMemory();
  for (let i = 0, k = at / 8; i < from.length; i++, k++) f64[k] = from[i];
}

/** Reads as many numbers from an address as there is room for. */
export function takeNumbers(at: number, to: Float64Array): void {
  const { f64 } = wholeMemory();
  for (let i = 0, k = at / 8; i < to.length; i++, k++) to[i] = f64[k];
}
