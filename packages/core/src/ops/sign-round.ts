import * as kernels from "@linnet/kernels";
import type { DType, RealOf } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul } from "./arithmetic.js";
import { real } from "./astype.js";
import { conjIfComplex } from "./complex-parts.js";
import { mapPrimitive } from "./elementwise.js";

/** |x|; real of complex numbers. Its derivative at 0 is taken as 0. @remarks Complex: ≤ 2 ulp, no needless overflow. */
export function abs<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<RealOf<D>, S> {
  return bind(absP, [x], undefined);
}

/** x/|x|, 0 of 0: −1, 0 or 1 by the sign of real numbers; NaN for NaN. A constant to derivatives. */
export function sign<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(signP, [x], undefined);
}

/** The largest integer ≤ x. */
export function floor<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(floorP, [x], undefined);
}

/** The smallest integer ≥ x. */
export function ceil<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(ceilP, [x], undefined);
}

/** The nearest integer; halves go to the even one. */
export function round<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(roundP, [x], undefined);
}

/** x without its fraction. */
export function trunc<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(truncP, [x], undefined);
}

const absP: Primitive = /* @__PURE__ */ mapPrimitive("abs", kernels.abs, {
  vjp: (ct, [x]) => [() => mul(ct, conjIfComplex(sign(x)))],
  jvp: ([dx], [x]) => real(mul(dx, conjIfComplex(sign(x)))), // d|x| = Re(x̄·dx)/|x|
});
const signP: Primitive = /* @__PURE__ */ mapPrimitive("sign", kernels.sign, false);
const floorP: Primitive = /* @__PURE__ */ mapPrimitive("floor", kernels.floor, false);
const ceilP: Primitive = /* @__PURE__ */ mapPrimitive("ceil", kernels.ceil, false);
const roundP: Primitive = /* @__PURE__ */ mapPrimitive("round", kernels.round, false);
const truncP: Primitive = /* @__PURE__ */ mapPrimitive("trunc", kernels.trunc, false);
