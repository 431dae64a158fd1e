import type { ElementType } from "@linnet/kernels";
import { DTypeError } from "../errors.js";
import { isArray } from "./argument.js";
import { type DType, type Float, type Inexact, type Integer, type RealOf, elementTypeOf } from "./dtype.js";
import type { NDArray } from "./ndarray.js";

/** What a float dtype can hold. */
export interface FloatLimits<D extends Float = Float> {
  readonly dtype: D;
  /** Of one number. */
  readonly bits: number;
  /** From 1 to the next larger number. */
  readonly eps: number;
  readonly max: number;
  readonly min: number;
  /** The smallest positive number with all its digits. */
  readonly smallestNormal: number;
}

/** What an integer dtype can hold. */
export interface IntegerLimits<D extends Integer = Integer> {
  readonly dtype: D;
  readonly bits: number;
  readonly max: number;
  readonly min: number;
}

/**
 * The limits of a float dtype, or of the parts of a complex one.
 *
 * @param dtype a name, or an array that has the dtype
 * @throws {DTypeError} for integers and bool
 * @example
 * finfo("float32").eps === 2 ** -23; // true
 */
export function finfo<D extends Inexact>(dtype: D | NDArray<D>): FloatLimits<RealOf<D> & Float> {
  const { name, kind } = typeOf("finfo", dtype);
  if (kind !== "float" && kind !== "complex") {
    throw new DTypeError("finfo", "dtype must be a float or complex one", { dtype: name }, "Use iinfo for integers.");
  }
  const limits = name === "float32" || name === "complex64" ? single() : double();
  return limits as FloatLimits<RealOf<D> & Float>; // chosen by the name
}

/**
 * The limits of an integer dtype.
 *
 * @param dtype a name, or an array that has the dtype
 * @throws {DTypeError} for floats, complex numbers and bool
 * @example
 * iinfo("int8").max; // 127
 */
export function iinfo<D extends Integer>(dtype: D | NDArray<D>): IntegerLimits<D> {
  const { name, kind, shift } = typeOf("iinfo", dtype);
  if (kind !== "int" && kind !== "uint") {
    throw new DTypeError("iinfo", "dtype must be an integer one", { dtype: name }, "Use finfo for floats.");
  }
  const bits = 8 << shift;
  const [min, max] = kind === "int" ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return { dtype: name as D, bits, max, min }; // the name that was given
}

// Functions, because no bundler drops powers that are computed at import.
function single(): FloatLimits<"float32"> {
  const max = (2 - 2 ** -23) * 2 ** 127;
  return { dtype: "float32", bits: 32, eps: 2 ** -23, max, min: -max, smallestNormal: 2 ** -126 };
}

function double(): FloatLimits<"float64"> {
  const max = Number.MAX_VALUE;
  return { dtype: "float64", bits: 64, eps: 2 ** -52, max, min: -max, smallestNormal: 2 ** -1022 };
}

/** The element type of a dtype's name, or of an array. */
export function typeOf(op: string, dtype: DType | NDArray): ElementType {
  return isArray(dtype) ? dtype.type : elementTypeOf(op, dtype);
}
