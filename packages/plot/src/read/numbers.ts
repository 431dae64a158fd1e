import { DTypeError, type NDArray, ShapeError, ValueError } from "@linnet/core";
import { finiteExtent } from "./extent.js";

/** A row of numbers: an array of one axis, a typed array or a plain one. */
export type Vector = NDArray | ArrayLike<number>;

/** A table of numbers: an array of two axes, or rows of one length. */
export type Matrix = NDArray | ArrayLike<ArrayLike<number>>;

/** A stack of tables: an array of three axes, or nested arrays. */
export type Stack = NDArray | ArrayLike<ArrayLike<ArrayLike<number>>>;

/** Numbers in row-major order with their shape: what every chart works on. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Beyond this the span of an axis can overflow. */
const LARGEST = 1e300;

const AXES = ["no axes", "one axis", "two axes", "three axes"];

/**
 * Reads an argument of a chart into plain numbers, copying them.
 *
 * @param axes how many axes `value` must have; none of them may be empty
 * @throws {ShapeError} when `value` has another number of axes, rows of several lengths, or no elements
 * @throws {DTypeError} when `value` is complex
 * @throws {ValueError} when `value` is no array, or holds something other than numbers or a finite number beyond ±1e300
 */
export function readNumbers(op: string, name: string, value: unknown, axes: 1 | 2 | 3): Numbers {
  const numbers = isNDArray(value) ? fromNDArray(op, name, value) : fromNested(op, name, value);
  const { shape } = numbers;
  if (shape.length !== axes) throw new ShapeError(op, `${name} must have ${AXES[axes]}`, { [name]: shape });
  if (shape.includes(0)) throw new ShapeError(op, `${name} must not be empty`, { [name]: shape });
  requireDrawable(op, name, numbers.data);
  return numbers;
}

/** @throws {ValueError} naming the first element of `data` that is NaN or infinite */
export function requireFinite(op: string, name: string, data: ArrayLike<number>): void {
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) throw new ValueError(op, `${name} must be finite`, `${data[i]} at index ${i}`);
  }
}

function requireDrawable(op: string, name: string, data: Float64Array): void {
  const { low, high } = finiteExtent(data);
  if (low >= -LARGEST && high <= LARGEST) return;
  const at = data.findIndex((x) => Math.abs(x) > LARGEST && Math.abs(x) < Infinity);
  if (at >= 0) throw new ValueError(op, `${name} must be within ±1e300`, `${data[at]} at index ${at}`);
}

/** How many elements a value has, before they are read: an array's by its shape, a nested one's by its first rows. */
export function countOf(value: unknown): number {
  if (isNDArray(value)) return value.shape.reduce((size: number, n: number) => size * n, 1);
  return isArrayLike(value) ? value.length * (value.length > 0 ? countOf(value[0]) : 1) : 1;
}

/** @throws {ValueError} when there are more things than a picture of them can show */
export function requireAtMost(op: string, name: string, count: number, most: number, hint: string): void {
  if (count > most) throw new ValueError(op, `${name} must be at most ${most}`, count, hint);
}

/** The array `key` of a model that has one, and anything else as it is. */
export function partOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || isNDArray(value)) return value;
  return Reflect.has(value, key) ? Reflect.get(value, key) : value;
}

/** @throws {ShapeError} unless `values` has `length` elements, as `partner` does */
export function requireLength(op: string, name: string, values: Numbers, partner: string, length: number): void {
  if (values.shape[0] === length) return;
  throw new ShapeError(op, `${name} must have as many values as ${partner}`, {
    [name]: values.shape,
    [partner]: [length],
  });
}

export function isNDArray(value: unknown): value is NDArray {
  return typeof value === "object" && value !== null && "toTypedArray" in value && "dtype" in value;
}

function fromNDArray(op: string, name: string, array: NDArray): Numbers {
  const dtype: string = array.dtype;
  if (dtype.startsWith("complex")) {
    throw new DTypeError(op, `${name} must hold real numbers`, { [name]: dtype }, "Plot real(x), imag(x) or abs(x).");
  }
  return { shape: [...array.shape], data: new Float64Array(array.toTypedArray()) };
}

function fromNested(op: string, name: string, value: unknown): Numbers {
  const shape: number[] = [];
  for (let level = value; shape.length < 4; level = level[0]) {
    if (!isArrayLike(level)) {
      if (shape.length > 0) break;
      throw new ValueError(op, `${name} must be an array`, describe(value));
    }
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const data = new Float64Array(shape.reduce((size, n) => size * n, 1));
  fill(op, name, value, shape, 0, data, 0);
  return { shape, data };
}

/** Copies `value` into `data` from `at` on, and returns where the next element goes. */
function fill(
  op: string,
  path: string,
  value: unknown,
  shape: number[],
  axis: number,
  data: Float64Array,
  at: number,
): number {
  if (!isArrayLike(value)) throw new ValueError(op, `${path} must be an array`, describe(value));
  if (value.length !== shape[axis]) {
    const first = path.replaceAll(/\[\d+\]/g, "[0]");
    throw new ShapeError(op, "rows must have one length", { [first]: [shape[axis]], [path]: [value.length] });
  }
  if (axis + 1 === shape.length && isNumbers(value)) {
    data.set(value, at);
    return at + value.length;
  }
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (axis + 1 < shape.length) at = fill(op, `${path}[${i}]`, item, shape, axis + 1, data, at);
    else if (typeof item === "number") data[at++] = item;
    else throw new ValueError(op, `${path} must hold numbers`, `${describe(item)} at index ${i}`);
  }
  return at;
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

/** A typed array of numbers, which is copied at once. */
function isNumbers(value: ArrayLike<unknown>): value is Float64Array {
  return ArrayBuffer.isView(value) && typeof value[0] === "number";
}

/** A short name of a value for an error message. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (isArrayLike(value)) return `an array of ${value.length}`;
  if (value === null || typeof value !== "object") return String(value);
  return "an object";
}
