import { type Strided, copy } from "@linnet/kernels";

/**
 * Writes the elements of `source` over those of `target`: same shape and element type, any strides. This is how
 * results are put together from parts; memory that is not overlapped.
 */
export function writeElements(source: Strided, target: Strided): void {
  copy(source, target);
}
