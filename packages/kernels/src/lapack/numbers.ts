import type { ElementType } from "../element-type.js";
import { MatrixView } from "../matrix-view.js";
import { allocate } from "../memory/heap.js";
import { elements } from "../memory/storage.js";

/** A copy of an ordinary array as a contiguous n×1 view, where kernels can read it. Release its storage when done. */
export function vectorOf(type: ElementType, values: Int32Array | Float64Array): MatrixView {
  const storage = allocate(values.byteLength);
  (elements(storage, type) as Int32Array | Float64Array).set(values); // the caller names the type of the array
  return new MatrixView(type, storage, 0, values.length, 1, 1, 1);
}
