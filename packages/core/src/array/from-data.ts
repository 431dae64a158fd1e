import { type TypedArray, bool, elements, float64, requireLive, rowMajor } from "@linnet/kernels";
import { astype } from "../ops/astype.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { isArray, kindOf, requireOptions } from "./argument.js";
import { viewOf } from "./construct.js";
import { uninitialized } from "./create.js";
import { type DType, elementTypeOf } from "./dtype.js";
import { requireShape } from "./layout.js";
import { NDArray } from "./ndarray.js";
import { type ArrayRecord, fromRecord, isRecord, requireAttached, typeHolding } from "./record.js";
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

/** Typed arrays whose numbers no dtype holds: a dtype must be named that can. */
export type ForeignTypedArray = BigInt64Array | BigUint64Array;

/**
 * An array from nested lists, from a typed array with a shape, or from a record of data, shape and strides. Always a
 * copy.
 *
 * Numbers become float64, booleans bool, unless `dtype` says otherwise; a typed array keeps its own dtype. Numbers become
 * integers as typed arrays convert them; 64-bit integers and half floats need a `dtype` that holds each of them exactly.
 *
 * @throws {ShapeError} for ragged lists, or when the elements do not fill the shape
 * @throws {DTypeError} for elements that are neither numbers nor booleans, or some of each
 * @throws {ValueError} for a detached buffer, strides that lead out of the data, or a 64-bit integer that would change
 * @example
 * array([[1, 2, 3], [4, 5, 6]]).shape; // [2, 3]
 * array(new Float32Array(6), { shape: [2, 3] }).dtype; // "float32"
 * array({ data: new Float64Array([1, 2, 3, 4]), shape: [2, 2], strides: [1, 2] }).toArray(); // [[1, 3], [2, 4]]
 * array(new BigInt64Array([1n, 2n]), { dtype: "int32" }).toArray(); // [1, 2]
 */
export function array<
  T extends TypedArray | Uint8ClampedArray,
  const S extends Shape = readonly [number],
  D extends DType = DTypeOfTyped<T>,
>(data: T, options?: { readonly shape?: S; readonly dtype?: D }): NDArray<D, S>;
export function array<const S extends Shape = readonly [number], D extends DType = DType>(
  data: ForeignTypedArray,
  options: { readonly shape?: S; readonly dtype: D },
): NDArray<D, S>;
export function array<
  T extends TypedArray,
  const S extends Shape,
  R extends DType = DTypeOfTyped<T>,
  D extends DType = R,
>(record: ArrayRecord<R, S> & { readonly data: T }, options?: { readonly dtype?: D }): NDArray<D, S>;
export function array<const S extends Shape, D extends DType = "float64">(
  data: readonly number[],
  options: { readonly shape: S; readonly dtype?: D },
): NDArray<D, S>;
export function array<const T extends NestedData, D extends DType = DTypeOf<T>>(
  data: T,
  options?: { readonly dtype?: D },
): NDArray<D, ShapeOf<T>>;
export function array(
  data: TypedArray | Uint8ClampedArray | ForeignTypedArray | ArrayRecord | NestedData,
  options?: { readonly shape?: Shape; readonly dtype?: DType },
): NDArray {
  const { shape, dtype } = requireOptions("array", options);
  const x = ArrayBuffer.isView(data)
    ? fromTyped(data, dtype)
    : isRecord(data)
      ? converted(fromRecord("array", data), dtype)
      : fromNested(data, dtype);
  if (shape === undefined) return x;
  requireShape("array", shape);
  const layout = rowMajor([...shape]);
  if (layout.size === x.size) return viewOf(x, layout);
  throw new ShapeError("array", `${x.size} elements must fill the shape`, { shape });
}

/** `x` itself when it is an array, else `array(x)`. */
export function asarray(x: NDArray | NestedData | TypedArray | ArrayRecord): NDArray {
  if (!(x instanceof NDArray)) return array(x as NestedData); // one overload stands for all
  requireLive(x.storage, "asarray");
  return x;
}

function fromTyped(data: ArrayBufferView, dtype: DType | undefined): NDArray {
  requireAttached("array", data);
  const type = typeHolding(data);
  if (type === undefined) return fromForeign(data, dtype);
  const numbers = data as TypedArray; // of the class that the type has
  const x = uninitialized("array", [numbers.length], type);
  elements(x.storage, type).set(numbers);
  return converted(x, dtype);
}

/** From 64-bit integers or half floats, each of which the dtype must hold. */
function fromForeign(data: ArrayBufferView, dtype: DType | undefined): NDArray {
  const { name } = data.constructor;
  if (dtype === undefined || data instanceof DataView) {
    const hint = dtype === undefined ? 'Name a dtype that holds its numbers: { dtype: "int32" }.' : "";
    throw new DTypeError("array", "a typed array must hold 8- to 32-bit integers, or floats", { data: name }, hint);
  }
  const list = data as unknown as ArrayLike<bigint | number>; // every other view is a typed array
  const x = uninitialized("array", [list.length], elementTypeOf("array", dtype));
  const target = elements(x.storage, x.type);
  const step = x.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    target[i * step] = x.type === bool ? Number(Boolean(value)) : Number(value);
    if (step === 2) target[i * step + 1] = 0;
    if (!isExactly(target[i * step], value)) {
      throw new ValueError("array", `every number must be one that ${dtype} holds`, `${value} at [${i}]`);
    }
  }
  return x;
}

function isExactly(held: number, value: bigint | number): boolean {
  if (typeof value === "bigint") return Number.isFinite(held) && BigInt(held) === value;
  return held === value || (Number.isNaN(held) && Number.isNaN(value));
}

function converted(x: NDArray, dtype: DType | undefined): NDArray {
  return dtype === undefined || dtype === x.type.name ? x : astype(x, dtype);
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
  const index: number[] = [];
  let at = 0;
  const walk = (value: NestedData, axis: number): void => {
    if (axis < shape.length) {
      if (!Array.isArray(value) || value.length !== shape[axis]) throw ragged(value, index, shape);
      for (let i = 0; i < shape[axis]; i++) {
        index[axis] = i;
        walk((value as readonly NestedData[])[i], axis + 1);
      }
      index.pop();
      return;
    }
    if (typeof value !== "number" && typeof value !== "boolean") {
      if (Array.isArray(value)) throw ragged(value, index, shape);
      const hint = isArray(value) ? "Join arrays with stack." : "";
      const got = { element: `${kindOf(value)}${placeOf(index)}` };
      throw new DTypeError("array", "elements must be numbers or booleans", got, hint);
    }
    if (only !== null && typeof value !== only) {
      const hint = "Say which they are to be: { dtype }.";
      const got = { element: `${typeof value}${placeOf(index)}` };
      throw new DTypeError("array", `elements must be all of one kind, ${only}`, got, hint);
    }
    target[at] = type === bool ? Number(Boolean(value)) : Number(value);
    if (step === 2) target[at + 1] = 0;
    at += step;
  };
  walk(data, 0);
}

function ragged(value: NestedData, index: readonly number[], shape: readonly number[]): ShapeError {
  const got = Array.isArray(value) ? `a list of ${value.length}` : "a number";
  const want = index.length < shape.length ? `a list of ${shape[index.length]}` : "a number";
  const expected = `nested lists must be equally long: expected ${want}${placeOf(index)}, found ${got}`;
  return new ShapeError("array", expected, { first: shape });
}

function placeOf(index: readonly number[]): string {
  return index.length === 0 ? "" : ` at [${index.join(", ")}]`;
}
