import { elements, int32, requireLive, rowMajor } from "@linnet/kernels";
import { requireArray, requireOptions } from "../array/argument.js";
import { allocate } from "../array/construct.js";
import type { DType, Integer } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AlongRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { putP } from "./index-arrays.js";
import { axisBounds, indexArray } from "./indices.js";
import { valueFor } from "./slice-pad.js";

/**
 * A copy of `x` with elements replaced that positions along an axis choose: what `takeAlongAxis` reads, this writes.
 *
 *     out[i, …, indices[i, …, k, …], …] = values[i, …, k, …]
 *
 * Everything else stays. Of a position given twice, the last value stays.
 *
 * @param indices int32 or what fits into it, of as many axes as `x`, its lengths (or 1) along the others; negative ones
 *   count from the end
 * @param values one number, or an array that broadcasts to the shape of the positions; converted to x's dtype
 * @param options `axis`: default −1
 * @throws {IndexError} for a position outside the axis, with its place
 * @throws {ShapeError} when the axes do not fit
 * @example
 * const x = array([[10, 30, 20], [60, 40, 50]]);
 * const largest = argmax(x, { axis: 1, keepDims: true });
 * putAlongAxis(x, largest, 99, { axis: 1 }).toArray(); // [[10, 99, 20], [99, 40, 50]]
 */
export function putAlongAxis<D extends DType, S extends Shape, R extends Shape>(
  x: NDArray<D, S>,
  indices: NDArray<Integer, R> & Check<AlongRule<S, R>, "putAlongAxis">,
  values: NDArray | number,
  options?: { readonly axis?: number },
): NDArray<D, S> {
  const op = "putAlongAxis";
  const { axis = -1 } = requireOptions(op, options);
  const source = requireArray(op, "x", x);
  requireLive(source.storage, op);
  const positions = indexArray(op, indices);
  const along = normalizeAxis(op, axis, source.ndim);
  const shapes = { x: source.shape, indices: positions.shape };
  const [to, at]: readonly number[][] = [source.shape, positions.shape];
  if (at.length !== to.length) throw new ShapeError(op, "indices must have as many axes as x", shapes);
  if (at.some((n, i) => i !== along && n !== 1 && n !== to[i])) {
    throw new ShapeError(op, "indices must have x's lengths, or 1, along the other axes", shapes);
  }
  const pick = { op, axes: to.map((_, i) => i), bounds: to.map((_, i) => axisBounds(to, i)), place: 0 };
  const all = to.map((_, i) => (i === along ? positions : ramp(to, i)));
  return bind(putP, [source, valueFor(op, source, values), ...all], pick);
}

/** 0, 1, … along one axis of a shape, to be broadcast over the others. */
function ramp(shape: readonly number[], axis: number): NDArray {
  const x = allocate({ type: int32, layout: rowMajor(shape.map((n, i) => (i === axis ? n : 1))) });
  const data = elements(x.storage, int32);
  for (let i = 0; i < x.size; i++) data[i] = i;
  return x;
}
