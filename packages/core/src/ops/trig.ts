import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, mul, neg } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";
import { square } from "./pow.js";

/** sin x, x in radians. @remarks ≤ 1 ulp. */
export function sin<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(sinP, x);
}

/** cos x, x in radians. @remarks ≤ 1 ulp. */
export function cos<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(cosP, x);
}

/** tan x, x in radians. @remarks ≤ 2 ulp. */
export function tan<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(tanP, x);
}

const sinP: Primitive = /* @__PURE__ */ mapPrimitive("sin", kernels.sin, {
  vjp: (ct, [x]) => [() => mul(ct, cos(x))],
  jvp: ([dx], [x]) => mul(dx, cos(x)),
});

const cosP: Primitive = /* @__PURE__ */ mapPrimitive("cos", kernels.cos, {
  vjp: (ct, [x]) => [() => neg(mul(ct, sin(x)))],
  jvp: ([dx], [x]) => neg(mul(dx, sin(x))),
});

const tanP: Primitive = /* @__PURE__ */ mapPrimitive("tan", kernels.tan, {
  vjp: (ct, _inputs, y) => [() => mul(ct, add(square(y), 1))],
  jvp: ([dx], _inputs, y) => mul(dx, add(square(y), 1)),
});
