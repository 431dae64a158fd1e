import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul, neg } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";

/** sin x, x in radians. */
export function sin<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(sinP, x);
}

/** cos x, x in radians. */
export function cos<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(cosP, x);
}

const sinP: Primitive = /* @__PURE__ */ mapPrimitive("sin", kernels.sin, {
  vjp: (ct, [x]) => [() => mul(ct, cos(x))],
  jvp: ([dx], [x]) => mul(dx, cos(x)),
});

const cosP: Primitive = /* @__PURE__ */ mapPrimitive("cos", kernels.cos, {
  vjp: (ct, [x]) => [() => neg(mul(ct, sin(x)))],
  jvp: ([dx], [x]) => neg(mul(dx, sin(x))),
});
