import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { div, mul } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";
import { square } from "./pow.js";

/** 2ˣ, element by element: exact for integers. @remarks ≤ 2 ulp. */
export function exp2<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(exp2P, x);
}

/** The cube root, of negative numbers too. @remarks ≤ 2 ulp. */
export function cbrt<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(cbrtP, x);
}

const exp2P: Primitive = /* @__PURE__ */ mapPrimitive("exp2", kernels.exp2, {
  vjp: (ct, _inputs, y) => [() => mul(ct, mul(y, Math.LN2))],
  jvp: ([dx], _inputs, y) => mul(dx, mul(y, Math.LN2)),
});

const cbrtP: Primitive = /* @__PURE__ */ mapPrimitive("cbrt", kernels.cbrt, {
  vjp: (ct, _inputs, y) => [() => div(ct, mul(square(y), 3))],
  jvp: ([dx], _inputs, y) => div(dx, mul(square(y), 3)),
});
