import * as kernels from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { type ZipPrimitive, bindZip, mapPrimitive, zipPrimitive } from "./elementwise.js";

/** Where both of two bool arrays hold; shapes broadcast. @throws {DTypeError} for operands that are not bool */
export function logicalAnd<A extends Shape, B extends Shape>(
  a: NDArray<"bool", A>,
  b: NDArray<"bool", B> & Check<Broadcast<A, B>, "logicalAnd">,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(logicalAndP, a as NDArray, b as NDArray, "bools");
}

/** Where one or both of two bool arrays hold; shapes broadcast. @throws {DTypeError} for operands that are not bool */
export function logicalOr<A extends Shape, B extends Shape>(
  a: NDArray<"bool", A>,
  b: NDArray<"bool", B> & Check<Broadcast<A, B>, "logicalOr">,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(logicalOrP, a as NDArray, b as NDArray, "bools");
}

/** Where exactly one of two bool arrays holds; shapes broadcast. @throws {DTypeError} for operands that are not bool */
export function logicalXor<A extends Shape, B extends Shape>(
  a: NDArray<"bool", A>,
  b: NDArray<"bool", B> & Check<Broadcast<A, B>, "logicalXor">,
): NDArray<"bool", Result<Broadcast<A, B>>> {
  return bindZip(logicalXorP, a as NDArray, b as NDArray, "bools");
}

/** Where a bool array does not hold. @throws {DTypeError} when `x` is not bool */
export function logicalNot<S extends Shape>(x: NDArray<"bool", S>): NDArray<"bool", S> {
  if (requireArray("logicalNot", "x", x).type.kind !== "bool") {
    throw new DTypeError("logicalNot", "x must be bool", { x: x.type.name }, "Compare first: x.notEqual(0).");
  }
  return bind(logicalNotP, [x], undefined);
}

const logicalAndP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("logicalAnd", kernels.logicalAnd, false);
const logicalOrP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("logicalOr", kernels.logicalOr, false);
const logicalXorP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("logicalXor", kernels.logicalXor, false);
const logicalNotP: Primitive = /* @__PURE__ */ mapPrimitive("logicalNot", kernels.logicalNot, false);
