import { ShapeError, ValueError } from "@linnet/core";
import { type Matrix, type Vector, isNDArray, readNumbers } from "./numbers.js";

/** A row of complex numbers: an array of one axis, real or complex, or a plain one of numbers or of pairs [re, im]. */
export type ComplexVector = Vector | ArrayLike<ArrayLike<number>>;

/** Complex numbers in row-major order with their shape. */
export interface ComplexNumbers {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Reads a row of complex numbers, copying them; real ones have imaginary parts of zero.
 *
 * @throws {ShapeError} when `value` has not one axis, or is empty
 * @throws {ValueError} when `value` is no array, or holds something other than numbers or pairs of them
 */
export function readComplexVector(op: string, name: string, value: unknown): ComplexNumbers {
  if (isNDArray(value) || !isPairs(value)) return readComplex(op, name, value, 1);
  const { shape, data } = readNumbers(op, name, value, 2);
  if (shape[1] !== 2) {
    throw new ShapeError(op, `${name} must hold numbers or pairs [re, im]`, { [name]: shape });
  }
  return { shape: [shape[0]], ...parts(data) };
}

/** @throws {ShapeError | ValueError} as {@link readNumbers} does, which refuses complex arrays */
export function readComplexMatrix(op: string, name: string, value: Matrix): ComplexNumbers {
  return readComplex(op, name, value, 2);
}

function readComplex(op: string, name: string, value: unknown, axes: 1 | 2): ComplexNumbers {
  if (!isNDArray(value) || !(value.dtype as string).startsWith("complex")) {
    const { shape, data } = readNumbers(op, name, value, axes);
    return { shape, re: data, im: new Float64Array(data.length) };
  }
  const shape = [...value.shape];
  if (shape.length !== axes) {
    throw new ShapeError(op, `${name} must have ${axes === 1 ? "one axis" : "two axes"}`, { [name]: shape });
  }
  if (shape.includes(0)) throw new ShapeError(op, `${name} must not be empty`, { [name]: shape });
  const { re, im } = parts(value.toTypedArray() as ArrayLike<number>);
  for (const part of [re, im]) {
    const huge = part.findIndex((x) => Math.abs(x) > 1e300 && Math.abs(x) < Infinity);
    if (huge >= 0) throw new ValueError(op, `${name} must be within ±1e300`, `${part[huge]} at index ${huge}`);
  }
  return { shape, re, im };
}

/** Real and imaginary parts that alternate, apart. */
function parts(data: ArrayLike<number>): { re: Float64Array; im: Float64Array } {
  const n = data.length / 2;
  return {
    re: Float64Array.from({ length: n }, (_, i) => data[2 * i]),
    im: Float64Array.from({ length: n }, (_, i) => data[2 * i + 1]),
  };
}

function isPairs(value: unknown): value is ArrayLike<ArrayLike<number>> {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
}
