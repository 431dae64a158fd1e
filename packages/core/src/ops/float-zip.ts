import { isArray } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import { astype } from "./astype.js";
import { type ZipPrimitive, bindZip } from "./elementwise.js";

/** Applies a zip that is defined on floats: where none of the operands is one, integers are converted to float64. */
export function bindFloatZip(p: ZipPrimitive, a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(p, inexact(a, b), inexact(b, a), "numbers");
}

/** An operand: integers as float64, unless the other operand is a float, whose dtype then decides. */
function inexact(x: NDArray | number, other: NDArray | number): NDArray | number {
  return isInteger(x) && (isInteger(other) || kindIn(other) === "bool" || typeof other === "number")
    ? astype(x as NDArray, "float64") // a number is no integer array
    : x;
}

function isInteger(x: NDArray | number): boolean {
  return kindIn(x) === "int" || kindIn(x) === "uint";
}

function kindIn(x: NDArray | number): string | null {
  return isArray(x) ? x.type.kind : null;
}
