import { type ElementType, Layout } from "@linnet/kernels";
import { DTypeError, ValueError } from "../errors.js";
import type { Aval } from "./aval.js";
import type { NDArray } from "./ndarray.js";

/**
 * What public functions ask of their arguments before they look into them. The compiler has asked already; in
 * JavaScript, and behind `any`, nobody has.
 */

/** `x`, an array. @throws {ValueError} for anything else */
export function requireArray(op: string, name: string, x: unknown): NDArray {
  if (isArray(x)) return x;
  throw new ValueError(op, `${name} must be an NDArray`, kindOf(x), "Make one with array(…).");
}

/** Told by its layout: operations do not import the class that has them as methods. */
export function isArray(x: unknown): x is NDArray {
  return (x as NDArray | null | undefined)?.layout instanceof Layout;
}

/** Options, none when left out. @throws {ValueError} for what is easily put in their place: an axis, a dtype */
export function requireOptions<T extends object>(op: string, options: T | undefined): T | Partial<T> {
  if (options === undefined || options === null) return {};
  if (typeof options === "object" && !Array.isArray(options) && !isArray(options)) return options;
  throw new ValueError(op, "options must be an object", kindOf(options), "Give them by name: { name: value }.");
}

/** A list. @throws {ValueError} for a number alone, or a string */
export function requireList(op: string, name: string, list: unknown): void {
  if (Array.isArray(list)) return;
  throw new ValueError(op, `${name} must be a list`, kindOf(list), typeof list === "number" ? `Write [${list}].` : "");
}

/** Refuses a number that an integer array would hold as another one. @throws {DTypeError} */
export function requireHolds(op: string, { kind, name, array }: ElementType, value: number): void {
  if ((kind === "int" || kind === "uint") && new array([value])[0] !== value) {
    throw new DTypeError(op, `value must be an integer that ${name} can hold`, { value: String(value) });
  }
}

/** Why what compares refuses complex numbers. */
export const NO_ORDER = "Complex numbers have no order.";

/** Refuses complex numbers. @throws {DTypeError} */
export function requireReal(op: string, name: string, { type }: Aval, hint = ""): void {
  if (type.kind === "complex") throw new DTypeError(op, `${name} must be real`, { [name]: type.name }, hint);
}

/** A wrong argument in words. */
export function kindOf(x: unknown): string {
  if (isArray(x)) return `an array [${x.layout.shape.join(", ")}]`;
  if (Array.isArray(x)) return "a list";
  if (typeof x === "string") return `"${x}"`;
  if (typeof x === "object" && x !== null) return "an object";
  return typeof x === "function" || typeof x === "symbol" ? `a ${typeof x}` : String(x);
}

/** A list of wrong arguments in words. */
export function listOf(xs: readonly unknown[]): string {
  return `[${xs.map(kindOf).join(", ")}]`;
}
