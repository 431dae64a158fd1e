import { type ElementType, type TypedArray, bool, elementTypes, elements, float64 } from "@linnet/kernels";
import { astype } from "../ops/astype.js";
import { DTypeError, ShapeError } from "../errors.js";
import { uninitialized } from "./create.js";
import { type DType, elementTypeOf } from "./dtype.js";
import { NDArray } from "./ndarray.js";
import type { Dim, Shape } from "./typed-shape.js";

/** Numbers or booleans, in lists of lists as deep as the array has axes. */
export type NestedData = number | boolean | readonly NestedData[];

/** The shape of nested lists, as far as the compiler can see: literal lengths of tuples, `number` of lists. */
export type ShapeOf<T> = NestedData extends T
  ? any
  : T extends number | boolean
    ? readonly []
    : T extends readonly (infer E)[]
      ? 0 extends 1 & E
        ? any
        : readonly [T["length"], ...(ShapeOf<E> extends infer R extends Shape ? R : readonly Dim[])]
      : any;

type DTypeOf<T> = NestedData extends T
  ? DType
  : T extends boolean
    ? "bool"
    : T extends number
      ? "float64"
      : T extends readonly (infer E)[]
        ? DTypeOf<E>
        : "float64";

/** The dtype whose elements a typed array holds. */
export type DTypeOfTyped<T extends TypedArray> = T extends Float64Array
  ? "float64"
  : T extends Float32Array
    ? "float32"
    : T extends Int32Array
      ? "int32"
      : T extends Uint32Array
        ? "uint32"
        : T extends Int16Array
          ? "int16"
          : T extends Uint16Array
            ? "uint16"
            : T extends Int8Array
              ? "int8"
              : "uint8";

/**
 * An array from nested lists, or from a typed array with a shape. Always a copy.
 *
 * Numbers become float64, booleans bool, unless `dtype` says otherwise; a typed array keeps its own dtype.
 *
 * @throws {ShapeError} for ragged lists, or when a typed array does not fill the shape
 * @throws {DTypeError} for elements that are neither numbers nor booleans
 * @example
 * array([[1, 2, 3], [4, 5, 6]]).shape; // [2, 3]
 * array(new Float32Array(6), { shape: [2, 3] }).dtype; // "float32"
 */
export function array<
  T extends TypedArray,
  const S extends Shape = readonly [number],
  D extends DType = DTypeOfTyped<T>,
>(data: T, options?: { readonly shape?: S; readonly dtype?: D }): NDArray<D, S>;
export function array<const T extends NestedData, D extends DType = DTypeOf<T>>(
  data: T,
  options?: { readonly dtype?: D },
): NDArray<D, ShapeOf<T>>;
export function array(
  data: TypedArray | NestedData,
  options: { readonly shape?: Shape; readonly dtype?: DType } = {},
): NDArray {
  if (ArrayBuffer.isView(data)) return fromTyped(data as TypedArray, options); // a DataView has no overload
  return fromNested(data, options.dtype);
}

/** `x` itself when it is an array, else `array(x)`. */
export function asarray(x: NDArray | NestedData | TypedArray): NDArray {
  return x instanceof NDArray ? x : array(x as NestedData); // one overload stands for both
}

function fromTyped(data: TypedArray, { shape, dtype }: { readonly shape?: Shape; readonly dtype?: DType }): NDArray {
  const type = Object.values(elementTypes).find((t) => t.kind !== "complex" && t !== bool && data instanceof t.array);
  if (type === undefined) {
    throw new DTypeError("array", "a typed array must hold 8- to 32-bit integers, or floats", {
      data: data.constructor.name,
    });
  }
  const x = uninitialized("array", shape ?? [data.length], type);
  if (x.size !== data.length) {
    throw new ShapeError("array", `a typed array of ${data.length} elements must fill the shape`, { shape: x.shape });
  }
  elements(x.storage, type).set(data);
  return dtype === undefined || dtype === type.name ? x : astype(x, dtype);
}

function fromNested(data: NestedData, dtype: DType | undefined): NDArray {
  const shape: number[] = [];
  let first: NestedData | undefined = data;
  while (Array.isArray(first)) {
    shape.push(first.length);
    first = first[0] as NestedData | undefined; // undefined for an empty list
  }
  const type = dtype === undefined ? (typeof first === "boolean" ? bool : float64) : elementTypeOf("array", dtype);
  const x = uninitialized("array", shape, type);
  fill(x, data, type);
  return x;
}

function fill(x: NDArray, data: NestedData, type: ElementType): void {
  const target = elements(x.storage, type);
  const shape: readonly number[] = x.layout.shape;
  const step = type.kind === "complex" ? 2 : 1;
  let at = 0;
  const walk = (value: NestedData, axis: number): void => {
    if (axis < shape.length) {
      if (!Array.isArray(value) || value.length !== shape[axis]) throw ragged(value, axis, shape);
      for (const part of value as readonly NestedData[]) walk(part, axis + 1);
      return;
    }
    if (typeof value !== "number" && typeof value !== "boolean") {
      if (Array.isArray(value)) throw ragged(value, axis, shape);
      throw new DTypeError("array", "elements must be numbers or booleans", {
        element: value === null ? "null" : typeof value,
      });
    }
    target[at] = type === bool ? Number(Boolean(value)) : Number(value);
    if (step === 2) target[at + 1] = 0;
    at += step;
  };
  walk(data, 0);
}

function ragged(value: NestedData, axis: number, shape: readonly number[]): ShapeError {
  const got = Array.isArray(value) ? `a list of ${value.length}` : "a number";
  const want = axis < shape.length ? `a list of ${shape[axis]}` : "a number";
  return new ShapeError("array", `nested lists must be equally long: expected ${want} at depth ${axis}, found ${got}`, {
    first: shape,
  });
}
