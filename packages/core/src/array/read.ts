import { type TypedArray, elements, requireLive } from "@linnet/kernels";
import { ShapeError } from "../errors.js";
import { dense } from "../ops/reshape.js";
import { requireReal } from "./argument.js";
import type { Complex, DType } from "./dtype.js";
import type { NDArray } from "./ndarray.js";
import type { IsUnranked, Shape } from "./typed-shape.js";

/** Lists as deep as the shape; of booleans for a bool array, of pairs [re, im] for a complex one. */
export type Nested<D extends DType, S extends Shape> =
  IsUnranked<S> extends true ? any : S extends readonly [number, ...infer R extends Shape] ? Nested<D, R>[] : Scalar<D>;

/** The class of typed array that holds a dtype; of an unknown dtype, any of them. */
export type TypedArrayOf<D extends DType> = D extends "float64" | "complex128"
  ? Float64Array
  : D extends "float32" | "complex64"
    ? Float32Array
    : D extends "int32"
      ? Int32Array
      : D extends "uint32"
        ? Uint32Array
        : D extends "int16"
          ? Int16Array
          : D extends "uint16"
            ? Uint16Array
            : D extends "int8"
              ? Int8Array
              : Uint8Array;

type Scalar<D extends DType> = 0 extends 1 & D
  ? boolean | number
  : D extends "bool"
    ? boolean
    : D extends Complex
      ? [re: number, im: number]
      : number;

/**
 * The value of an array of one element; a bool is 0 or 1.
 *
 * @throws {ShapeError} for any other size
 * @throws {DTypeError} for a complex one, which is two numbers
 */
export function item(x: NDArray): number {
  if (x.size !== 1)
    throw new ShapeError("item", "x must have exactly one element", { x: x.shape }, "Index it first: x.at(i, j).");
  requireReal("item", "x", x, "Take its parts: real(x).item(), imag(x).item().");
  requireLive(x.storage, "item");
  return elements(x.storage, x.type)[x.offset];
}

/** The elements as nested lists; complex ones as pairs. */
export function toNested(x: NDArray): unknown {
  requireLive(x.storage, "toArray");
  const data = elements(x.storage, x.type);
  const { shape, strides } = x.layout;
  const { kind } = x.type;
  const read = (axis: number, at: number): unknown => {
    if (axis === shape.length) {
      if (kind === "complex") return [data[2 * at], data[2 * at + 1]];
      return kind === "bool" ? data[at] !== 0 : data[at];
    }
    return Array.from({ length: shape[axis] }, (_, i) => read(axis + 1, at + i * strides[axis]));
  };
  return read(0, x.offset);
}

/** A copy of the elements in row-major order. */
export function toTypedArray(x: NDArray): TypedArray {
  requireLive(x.storage, "toTypedArray");
  const source = dense(x);
  const places = source.type.kind === "complex" ? 2 : 1;
  const data = elements(source.storage, source.type);
  const Result = source.type.array;
  // A copy in memory of its own: what lies in the heap is shared, and would be kept alive by a subarray.
  const out = new Result(source.size * places);
  out.set(data.subarray(source.offset * places, (source.offset + source.size) * places));
  return out;
}

/** The memory of a contiguous array, not copied. */
export function typedView(x: NDArray): TypedArray {
  if (!x.layout.contiguous) {
    throw new ShapeError("view", "x must be contiguous", { x: x.shape }, "Use toTypedArray(), which copies.");
  }
  requireLive(x.storage, "view");
  const places = x.type.kind === "complex" ? 2 : 1;
  const view = elements(x.storage, x.type).subarray(x.offset * places, (x.offset + x.size) * places);
  keepAlive.set(view, x);
  return view;
}

/** A window on heap memory keeps the array, and so the memory, alive. */
const keepAlive: WeakMap<TypedArray, NDArray> = /* @__PURE__ */ new WeakMap();
