import {
  type ElementType,
  type TypedArray,
  bool,
  elementTypes,
  elements,
  float64,
  rowMajor,
  uint8,
} from "@linnet/kernels";
import { astype } from "../ops/astype.js";
import { DTypeError, ShapeError } from "../errors.js";
import { isArray, kindOf, requireOptions } from "./argument.js";
import { viewOf } from "./construct.js";
import { uninitialized } from "./create.js";
import { type DType, elementTypeOf } from "./dtype.js";
import { requireShape } from "./layout.js";
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
export type DTypeOfTyped<T extends TypedArray | Uint8ClampedArray> = T extends Float64Array
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
 * Numbers become float64, booleans bool, unless `dtype` says otherwise; a typed array keeps its own dtype. Numbers become
 * integers as typed arrays convert them.
 *
 * @throws {ShapeError} for ragged lists, or when the elements do not fill the shape
 * @throws {DTypeError} for elements that are neither numbers nor booleans, or some of each
 * @example
 * array([[1, 2, 3], [4, 5, 6]]).shape; // [2, 3]
 * array(new Float32Array(6), { shape: [2, 3] }).dtype; // "float32"
 */
export function array<
  T extends TypedArray | Uint8ClampedArray,
  const S extends Shape = readonly [number],
  D extends DType = DTypeOfTyped<T>,
>(data: T, options?: { readonly shape?: S; readonly dtype?: D }): NDArray<D, S>;
export function array<const S extends Shape, D extends DType = "float64">(
  data: readonly number[],
  options: { readonly shape: S; readonly dtype?: D },
): NDArray<D, S>;
export function array<const T extends NestedData, D extends DType = DTypeOf<T>>(
  data: T,
  options?: { readonly dtype?: D },
): NDArray<D, ShapeOf<T>>;
export function array(
  data: TypedArray | Uint8ClampedArray | NestedData,
  options?: { readonly shape?: Shape; readonly dtype?: DType },
): NDArray {
  const { shape, dtype } = requireOptions("array", options);
  const x = ArrayBuffer.isView(data) ? fromTyped(data as TypedArray, dtype) : fromNested(data, dtype); // no DataView
  if (shape === undefined) return x;
  requireShape("array", shape);
  const layout = rowMajor([...shape]);
  if (layout.size === x.size) return viewOf(x, layout);
  throw new ShapeError("array", `${x.size} elements must fill the shape`, { shape });
}

/** `x` itself when it is an array, else `array(x)`. */
export function asarray(x: NDArray | NestedData | TypedArray): NDArray {
  return x instanceof NDArray ? x : array(x as NestedData); // one overload stands for both
}

function fromTyped(data: TypedArray | Uint8ClampedArray, dtype: DType | undefined): NDArray {
  const holds = (t: ElementType): boolean => t.kind !== "complex" && t !== bool && data instanceof t.array;
  const type = data instanceof Uint8ClampedArray ? uint8 : Object.values(elementTypes).find(holds);
  if (type === undefined) {
    throw new DTypeError("array", "a typed array must hold 8- to 32-bit integers, or floats", {
      data: data.constructor.name,
    });
  }
  const x = uninitialized("array", [data.length], type);
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
  fill(x, data, dtype === undefined ? typeof first : null);
  return x;
}

/** @param only what elements must be when they decide on the dtype */
function fill(x: NDArray, data: NestedData, only: string | null): void {
  const { type } = x;
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
      const hint = isArray(value) ? "Join arrays with stack." : "";
      throw new DTypeError("array", "elements must be numbers or booleans", { element: kindOf(value) }, hint);
    }
    if (only !== null && typeof value !== only) {
      const hint = "Say which they are to be: { dtype }.";
      throw new DTypeError("array", `elements must be all of one kind, ${only}`, { element: typeof value }, hint);
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
