import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";

/** sinh x = (eˣ − e⁻ˣ)/2. The hyperbolic tangent is `tanh`, among the activations. @remarks ≤ 2 ulp. */
export function sinh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(sinhP, x);
}

/** cosh x = (eˣ + e⁻ˣ)/2. @remarks ≤ 2 ulp. */
export function cosh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(coshP, x);
}

const sinhP: Primitive = /* @__PURE__ */ mapPrimitive("sinh", kernels.sinh, {
  vjp: (ct, [x]) => [() => mul(ct, cosh(x))],
  jvp: ([dx], [x]) => mul(dx, cosh(x)),
});

const coshP: Primitive = /* @__PURE__ */ mapPrimitive("cosh", kernels.cosh, {
  vjp: (ct, [x]) => [() => mul(ct, sinh(x))],
  jvp: ([dx], [x]) => mul(dx, sinh(x)),
});
