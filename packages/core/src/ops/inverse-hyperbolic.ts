import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, div, mul, sub } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";
import { hypot } from "./hypot.js";
import { sqrt, square } from "./pow.js";

/** The number whose hyperbolic sine is x. @remarks ≤ 2 ulp. */
export function asinh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(asinhP, x);
}

/** The number ≥ 0 whose hyperbolic cosine is x; NaN below 1. @remarks ≤ 2 ulp. */
export function acosh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(acoshP, x);
}

/** The number whose hyperbolic tangent is x: ±∞ at ±1, NaN beyond. @remarks ≤ 2 ulp. */
export function atanh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(atanhP, x);
}

const asinhP: Primitive = /* @__PURE__ */ mapPrimitive("asinh", kernels.asinh, {
  vjp: (ct, [x]) => [() => div(ct, cosineOf(x))],
  jvp: ([dx], [x]) => div(dx, cosineOf(x)),
});

const acoshP: Primitive = /* @__PURE__ */ mapPrimitive("acosh", kernels.acosh, {
  vjp: (ct, [x]) => [() => div(ct, sineOf(x))],
  jvp: ([dx], [x]) => div(dx, sineOf(x)),
});

const atanhP: Primitive = /* @__PURE__ */ mapPrimitive("atanh", kernels.atanh, {
  vjp: (ct, [x]) => [() => div(ct, mul(sub(1, x), add(x, 1)))],
  jvp: ([dx], [x]) => div(dx, mul(sub(1, x), add(x, 1))),
});

/** √(x² + 1) of x = sinh y, of real numbers without overflow. */
function cosineOf(x: NDArray): NDArray {
  return x.type.kind === "complex" ? sqrt(add(square(x), 1)) : hypot(x, 1);
}

/** √(x² − 1) of x = cosh y, without overflow, and without cancellation near 1. */
function sineOf(x: NDArray): NDArray {
  return mul(sqrt(sub(x, 1)), sqrt(add(x, 1)));
}
