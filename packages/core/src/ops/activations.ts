import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul, sub } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";

/** tanh x. @remarks ≤ 2 ulp. */
export function tanh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(tanhP, x);
}

/** The logistic function 1 / (1 + e⁻ˣ). @remarks ≤ 2 ulp; no overflow at either end. */
export function sigmoid<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(sigmoidP, x);
}

/** max(x, 0). Its derivative at 0 is taken as 0. */
export function relu<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(reluP, [x], undefined);
}

/** log(1 + eˣ), without overflow. */
export function softplus<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(softplusP, x);
}

const tanhP: Primitive = /* @__PURE__ */ mapPrimitive("tanh", kernels.tanh, {
  vjp: (ct, _inputs, y) => [() => mul(ct, slope(y))],
  jvp: ([dx], _inputs, y) => mul(dx, slope(y)),
});

const sigmoidP: Primitive = /* @__PURE__ */ mapPrimitive("sigmoid", kernels.sigmoid, {
  vjp: (ct, _inputs, y) => [() => mul(ct, mul(y, sub(1, y)))],
  jvp: ([dx], _inputs, y) => mul(dx, mul(y, sub(1, y))),
});

const reluP: Primitive = /* @__PURE__ */ mapPrimitive("relu", kernels.relu, {
  vjp: (ct, [x]) => [() => mul(ct, step(x))],
  jvp: ([dx], [x]) => mul(dx, step(x)),
});

const softplusP: Primitive = /* @__PURE__ */ mapPrimitive("softplus", kernels.softplus, {
  vjp: (ct, [x]) => [() => mul(ct, sigmoid(x))],
  jvp: ([dx], [x]) => mul(dx, sigmoid(x)),
});

/** 1 where x > 0, 0 elsewhere: the slope of relu, constant in x. */
function step(x: NDArray): NDArray {
  return bind(stepP, [x], undefined);
}

const stepP: Primitive = /* @__PURE__ */ mapPrimitive("step", kernels.step, false);

/** The derivative of tanh where its value is y. */
function slope(y: NDArray): NDArray {
  return sub(1, mul(y, y));
}
