import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, div, mul } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";

/** eˣ, element by element; integers as float64. @remarks ≤ 1 ulp. */
export function exp<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(expP, x);
}

/** eˣ − 1 without cancellation near 0. @remarks ≤ 2 ulp. */
export function expm1<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(expm1P, x);
}

/** The natural logarithm: NaN below 0, −∞ at 0. @remarks ≤ 1 ulp. */
export function log<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(logP, x);
}

/** log(1 + x) without cancellation near 0. @remarks ≤ 2 ulp. */
export function log1p<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(log1pP, x);
}

/** The logarithm to base 2: exact for powers of two. @remarks ≤ 1 ulp. */
export function log2<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(log2P, x);
}

/** The logarithm to base 10. @remarks ≤ 1 ulp. */
export function log10<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(log10P, x);
}

const expP: Primitive = /* @__PURE__ */ mapPrimitive("exp", kernels.exp, {
  vjp: (ct, _inputs, y) => [() => mul(ct, y)],
  jvp: ([dx], _inputs, y) => mul(dx, y),
});

const expm1P: Primitive = /* @__PURE__ */ mapPrimitive("expm1", kernels.expm1, {
  vjp: (ct, _inputs, y) => [() => mul(ct, add(y, 1))],
  jvp: ([dx], _inputs, y) => mul(dx, add(y, 1)),
});

const logP: Primitive = /* @__PURE__ */ mapPrimitive("log", kernels.log, {
  vjp: (ct, [x]) => [() => div(ct, x)],
  jvp: ([dx], [x]) => div(dx, x),
});

const log1pP: Primitive = /* @__PURE__ */ mapPrimitive("log1p", kernels.log1p, {
  vjp: (ct, [x]) => [() => div(ct, add(x, 1))],
  jvp: ([dx], [x]) => div(dx, add(x, 1)),
});

const log2P: Primitive = /* @__PURE__ */ mapPrimitive("log2", kernels.log2, {
  vjp: (ct, [x]) => [() => div(ct, mul(x, Math.LN2))],
  jvp: ([dx], [x]) => div(dx, mul(x, Math.LN2)),
});

const log10P: Primitive = /* @__PURE__ */ mapPrimitive("log10", kernels.log10, {
  vjp: (ct, [x]) => [() => div(ct, mul(x, Math.LN10))],
  jvp: ([dx], [x]) => div(dx, mul(x, Math.LN10)),
});
