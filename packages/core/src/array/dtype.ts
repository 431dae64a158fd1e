import {
  type ElementName,
  type ElementType,
  complex128,
  complex64,
  elementTypes,
  float32,
  float64,
  int16,
  int32,
  int8,
} from "@linnet/kernels";
import { DTypeError } from "../errors.js";
import { kindOf } from "./argument.js";

/** The name of an element type, as users write it. */
export type DType = ElementName;
export type Integer = "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32";
export type Float = "float32" | "float64";
export type Complex = "complex64" | "complex128";
/** What can be differentiated. */
export type Inexact = Float | Complex;

/** The dtype of |x|: complex64 → float32, complex128 → float64, others themselves. */
export type RealOf<D extends DType> = D extends "complex64" ? "float32" : D extends "complex128" ? "float64" : D;

/** The dtype in which two arrays meet. `any` in, `any` out. */
export type Promote<D extends DType, E extends DType> = Promotions[D][E];

/** The dtype of a quotient or a mean: integers become float64. */
export type Divided<D extends DType> = D extends Integer | "bool" ? "float64" : D;

/** The dtype of a sum: small integers and bools widen to 32 bits. */
export type Summed<D extends DType> = D extends "bool" | "int8" | "int16" | "int32"
  ? "int32"
  : D extends "uint8" | "uint16" | "uint32"
    ? "uint32"
    : D;

/**
 * The Array API's table, with two rules of ours: an integer that meets a float takes the float's dtype, and pairs
 * that would need int64 meet in float64. `promote` is the same as a rule.
 */
interface Promotions {
  bool: {
    bool: "bool";
    int8: "int8";
    uint8: "uint8";
    int16: "int16";
    uint16: "uint16";
    int32: "int32";
    uint32: "uint32";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  int8: {
    bool: "int8";
    int8: "int8";
    uint8: "int16";
    int16: "int16";
    uint16: "int32";
    int32: "int32";
    uint32: "float64";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  uint8: {
    bool: "uint8";
    int8: "int16";
    uint8: "uint8";
    int16: "int16";
    uint16: "uint16";
    int32: "int32";
    uint32: "uint32";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  int16: {
    bool: "int16";
    int8: "int16";
    uint8: "int16";
    int16: "int16";
    uint16: "int32";
    int32: "int32";
    uint32: "float64";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  uint16: {
    bool: "uint16";
    int8: "int32";
    uint8: "uint16";
    int16: "int32";
    uint16: "uint16";
    int32: "int32";
    uint32: "uint32";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  int32: {
    bool: "int32";
    int8: "int32";
    uint8: "int32";
    int16: "int32";
    uint16: "int32";
    int32: "int32";
    uint32: "float64";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  uint32: {
    bool: "uint32";
    int8: "float64";
    uint8: "uint32";
    int16: "float64";
    uint16: "uint32";
    int32: "float64";
    uint32: "uint32";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  float32: {
    bool: "float32";
    int8: "float32";
    uint8: "float32";
    int16: "float32";
    uint16: "float32";
    int32: "float32";
    uint32: "float32";
    float32: "float32";
    float64: "float64";
    complex64: "complex64";
    complex128: "complex128";
  };
  float64: {
    bool: "float64";
    int8: "float64";
    uint8: "float64";
    int16: "float64";
    uint16: "float64";
    int32: "float64";
    uint32: "float64";
    float32: "float64";
    float64: "float64";
    complex64: "complex128";
    complex128: "complex128";
  };
  complex64: {
    bool: "complex64";
    int8: "complex64";
    uint8: "complex64";
    int16: "complex64";
    uint16: "complex64";
    int32: "complex64";
    uint32: "complex64";
    float32: "complex64";
    float64: "complex128";
    complex64: "complex64";
    complex128: "complex128";
  };
  complex128: {
    bool: "complex128";
    int8: "complex128";
    uint8: "complex128";
    int16: "complex128";
    uint16: "complex128";
    int32: "complex128";
    uint32: "complex128";
    float32: "complex128";
    float64: "complex128";
    complex64: "complex128";
    complex128: "complex128";
  };
}

/** The element type in which two meet: the rule behind `Promotions`. */
export function promote(a: ElementType, b: ElementType): ElementType {
  if (a === b || b.kind === "bool") return a;
  if (a.kind === "bool") return b;
  if (isInteger(a) && isInteger(b)) return promoteIntegers(a, b);
  const wide = [a, b].some((type) => type.name === "float64" || type.name === "complex128");
  if (a.kind === "complex" || b.kind === "complex") return wide ? complex128 : complex64;
  return wide ? float64 : float32;
}

/** The smallest integer type that holds both, or float64. */
function promoteIntegers(a: ElementType, b: ElementType): ElementType {
  if (a.kind === b.kind) return a.shift > b.shift ? a : b;
  const [signed, unsigned] = a.kind === "int" ? [a, b] : [b, a];
  return [int8, int16, int32, float64][Math.max(signed.shift, unsigned.shift + 1)];
}

function isInteger({ kind }: ElementType): boolean {
  return kind === "int" || kind === "uint";
}

/** The element type of a dtype's name. @throws {DTypeError} when there is none of that name */
export function elementTypeOf(op: string, dtype: string): ElementType {
  if (!Object.hasOwn(elementTypes, dtype)) {
    throw new DTypeError(
      op,
      "dtype must be a name that Linnet knows",
      { dtype: kindOf(dtype) },
      `Known: ${knownDTypes()}.`,
    );
  }
  return elementTypes[dtype as DType]; // checked one line above
}

/** float64 for integers and bools, the type itself otherwise: where a quotient of such numbers lives. */
export function inexactType(type: ElementType): ElementType {
  return type.kind === "float" || type.kind === "complex" ? type : float64;
}

function knownDTypes(): string {
  return Object.keys(elementTypes).join(", ");
}
