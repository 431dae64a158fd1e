import type { ElementType } from "./element-type.js";
import type { Layout } from "./layout.js";
import type { Storage } from "./memory/storage.js";

/**
 * Elements somewhere in memory: what elementwise kernels read and write. Every array is one.
 * Element (i, j, …) is `elements(storage, type)[offset + i·strides[0] + j·strides[1] + …]`.
 */
export interface Strided {
  readonly type: ElementType;
  readonly layout: Layout;
  readonly storage: Storage;
  /** From the start of the storage to the first element, in elements. */
  readonly offset: number;
}
