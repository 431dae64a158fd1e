import * as kernels from "@linnet/kernels";
import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { type ZipPrimitive, bindZip, zipPrimitive } from "./elementwise.js";

/** Where a = b, element by element: a bool array. Shapes broadcast, dtypes promote; NaN equals nothing. */
export function equal<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "equal">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(equalP, a as NDArray, b as NDArray, "any");
}

/** Where a ≠ b, element by element: a bool array. */
export function notEqual<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "notEqual">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(notEqualP, a as NDArray, b as NDArray, "any");
}

/** Where a < b, element by element: a bool array. */
export function less<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "less">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(lessP, a as NDArray, b as NDArray, "ordered");
}

/** Where a ≤ b, element by element: a bool array. */
export function lessEqual<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "lessEqual">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(lessEqualP, a as NDArray, b as NDArray, "ordered");
}

/** Where a > b, element by element: a bool array. */
export function greater<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "greater">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(greaterP, a as NDArray, b as NDArray, "ordered");
}

/** Where a ≥ b, element by element: a bool array. */
export function greaterEqual<A extends Shape, B extends Shape = readonly []>(
  a: NDArray<DType, A>,
  b: (NDArray<any, B> & Check<Broadcast<A, B>, "greaterEqual">) | number,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(greaterEqualP, a as NDArray, b as NDArray, "ordered");
}

const equalP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("equal", kernels.equal, false);
const notEqualP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("notEqual", kernels.notEqual, false);
const lessP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("less", kernels.less, false);
const lessEqualP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("lessEqual", kernels.lessEqual, false);
const greaterP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("greater", kernels.greater, false);
const greaterEqualP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("greaterEqual", kernels.greaterEqual, false);
