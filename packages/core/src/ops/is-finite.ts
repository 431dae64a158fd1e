import * as kernels from "@linnet/kernels";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { mapPrimitive } from "./elementwise.js";

/** Where x is not a number. */
export function isNaN<S extends Shape>(x: NDArray<any, S>): NDArray<"bool", S> {
  return bind(isNaNP, [x as NDArray], undefined);
}

/** Where x is neither infinite nor NaN. */
export function isFinite<S extends Shape>(x: NDArray<any, S>): NDArray<"bool", S> {
  return bind(isFiniteP, [x as NDArray], undefined);
}

/** Where x is infinite; of complex numbers, where a part is. */
export function isInf<S extends Shape>(x: NDArray<any, S>): NDArray<"bool", S> {
  return bind(isInfP, [x as NDArray], undefined);
}

const isNaNP: Primitive = /* @__PURE__ */ mapPrimitive("isNaN", kernels.isNaN, false);
const isFiniteP: Primitive = /* @__PURE__ */ mapPrimitive("isFinite", kernels.isFinite, false);
const isInfP: Primitive = /* @__PURE__ */ mapPrimitive("isInf", kernels.isInf, false);
