import { type TypedArray, elements, int32, rowMajor } from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import { ShapeError } from "../errors.js";
import { dense } from "./reshape.js";

/** The numbers of a real array in row-major order, for results whose shape they decide: to be read before anything is allocated. */
export function numbersOf(op: string, name: string, x: NDArray): TypedArray {
  const source = dense(requireLiveReal(op, name, x));
  return elements(source.storage, source.type).subarray(source.offset, source.offset + source.size);
}

/** Indices or counts as an array. */
export function int32Of(list: ArrayLike<number>, shape: readonly number[] = [list.length]): NDArray {
  const out = allocate({ type: int32, layout: rowMajor(shape) });
  elements(out.storage, int32).set(list, out.offset);
  return out;
}

/** @throws {ShapeError} for another number of axes than one */
export function requireVector(op: string, name: string, x: NDArray): NDArray {
  if (requireArray(op, name, x).ndim !== 1) {
    throw new ShapeError(op, `${name} must have one axis`, { [name]: x.layout.shape });
  }
  return x;
}
