import { type ElementKind, type ElementType, elementTypes } from "@linnet/kernels";
import { ValueError } from "../errors.js";
import { weakType } from "../ops/elementwise.js";
import { isArray, kindOf } from "./argument.js";
import { type Complex, type DType, type Float, type Promote, promote } from "./dtype.js";
import { typeOf } from "./dtype-limits.js";
import type { NDArray } from "./ndarray.js";

/** The Array API's names for groups of dtypes. */
export type DTypeKind =
  | "bool"
  | "signed integer"
  | "unsigned integer"
  | "integral"
  | "real floating"
  | "complex floating"
  | "numeric";

/** What decides on a dtype: an array, a dtype's name, or a number or boolean, which takes the dtype of the others. */
export type TypeOperand = NDArray | DType | number | boolean;

/** The dtype in which operands meet. */
export type ResultType<T extends readonly TypeOperand[]> = T extends readonly [infer H, ...infer R]
  ? Folded<R, NameOf<H>>
  : DType;

type NameOf<T> = T extends { readonly dtype: infer D extends DType } ? D : T extends DType ? T : never;

/** From the left; `never` is a number or boolean, which beside floats changes nothing. */
type Folded<T extends readonly unknown[], D extends DType> = T extends readonly [infer H, ...infer R]
  ? [NameOf<H>] extends [never]
    ? [D] extends [Float | Complex]
      ? Folded<R, D>
      : DType
    : [D] extends [never]
      ? [NameOf<H>] extends [Float | Complex]
        ? Folded<R, NameOf<H>>
        : DType
      : Folded<R, Promote<D, NameOf<H>>>
  : D;

/**
 * Whether promotion leads from one dtype to another: values of `from` that meet values of `to` become `to`.
 *
 * This is the Array API's question about rules, not about values: int32 meets float32 in float32, although float32 does not
 * hold every int32. `astype` converts between any two dtypes but complex to real.
 *
 * @param from a dtype's name, or an array
 * @throws {DTypeError} for a dtype that does not exist
 * @example
 * canCast("int8", "int32"); // true
 * canCast("float64", "float32"); // false
 */
export function canCast(from: DType | NDArray, to: DType): boolean {
  const target = typeOf("canCast", to);
  return promote(typeOf("canCast", from), target) === target;
}

/**
 * The dtype that arithmetic on operands gives, by the rules of promotion. Numbers take the dtype of the rest, as they do in
 * arithmetic: beside integers a number must fit, and one with a fraction makes it float64.
 *
 * @throws {ValueError} when no operand has a dtype
 * @throws {DTypeError} for a dtype that does not exist, and an integer that does not fit
 * @example
 * resultType("int32", "float32"); // "float32"
 * resultType(ones([2], { dtype: "int8" }), 0.5); // "float64"
 */
export function resultType<const T extends readonly TypeOperand[]>(...operands: T): ResultType<T> {
  const typed = operands.filter((x) => isArray(x) || typeof x === "string").map((x) => typeOf("resultType", x));
  if (typed.length === 0) {
    const got = operands.length === 0 ? "none" : operands.map(kindOf).join(", ");
    throw new ValueError("resultType", "one operand at least must be an array or a dtype", got);
  }
  const type = operands.reduce<ElementType>((met, x) => {
    if (typeof x === "number") return weakType("resultType", x, met, "any");
    if (typeof x === "boolean" || isArray(x) || typeof x === "string") return met;
    throw new ValueError("resultType", "operands must be arrays, dtypes, numbers or booleans", kindOf(x));
  }, typed.reduce(promote));
  return type.name as ResultType<T>; // the same rules in types
}

/**
 * Whether a dtype is of a kind, of one of several kinds, or a dtype itself.
 *
 * @throws {DTypeError} for a dtype that does not exist
 * @throws {ValueError} for a kind that does not exist
 * @example
 * isDType("int8", "signed integer"); // true
 * isDType("float32", ["integral", "float64"]); // false
 */
export function isDType(dtype: DType, kind: DTypeKind | DType | readonly (DTypeKind | DType)[]): boolean {
  const type = typeOf("isDType", dtype);
  const asked = Array.isArray(kind) ? (kind as readonly (DTypeKind | DType)[]) : [kind as DTypeKind | DType];
  return asked.some((one) => {
    if (Object.hasOwn(kindsOf, one)) return kindsOf[one as DTypeKind].includes(type.kind); // a key, as was seen
    if (Object.hasOwn(elementTypes, one)) return one === type.name;
    const hint = `Kinds: ${Object.keys(kindsOf).join(", ")}.`;
    throw new ValueError("isDType", "kind must be a kind of dtypes, or a dtype", kindOf(one), hint);
  });
}

/** The kinds of element types that each name stands for. */
export const kindsOf: Readonly<Record<DTypeKind, readonly ElementKind[]>> = {
  bool: ["bool"],
  "signed integer": ["int"],
  "unsigned integer": ["uint"],
  integral: ["int", "uint"],
  "real floating": ["float"],
  "complex floating": ["complex"],
  numeric: ["int", "uint", "float", "complex"],
};
