import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";

/**
 * The gamma function, element by element: Γ(n) = (n − 1)!; NaN at negative integers.
 *
 * @remarks ≤ 4 ulp. About |x| steps for the largest of neighbouring elements.
 */
export function gamma<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(gammaP, x);
}

/**
 * ln|Γ(x)|, where Γ itself would overflow; ∞ at 0 and negative integers.
 *
 * @remarks ≤ 2 ulp for x > 0. Below 0 the absolute error is some ulps of the larger of 1 and the terms of the reflection formula.
 */
export function lgamma<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(lgammaP, x);
}

/** ψ(x) = Γ′(x)/Γ(x), the derivative of lgamma; NaN at 0 and negative integers. @remarks Some ulps of the larger of 1 and |ψ|. */
export function digamma<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(polygammaPrimitive("digamma", 0), x);
}

const gammaP: Primitive = /* @__PURE__ */ mapPrimitive("gamma", kernels.gamma, {
  vjp: (ct, [x], y) => [() => mul(ct, mul(y, digamma(x)))],
  jvp: ([dx], [x], y) => mul(dx, mul(y, digamma(x))),
});

const lgammaP: Primitive = /* @__PURE__ */ mapPrimitive("lgamma", kernels.lgamma, {
  vjp: (ct, [x]) => [() => mul(ct, digamma(x))],
  jvp: ([dx], [x]) => mul(dx, digamma(x)),
});

/** ψ⁽ⁿ⁾, whose derivative is ψ⁽ⁿ⁺¹⁾: one primitive for each n, made when it is needed. */
function polygammaPrimitive(name: string, order: number): Primitive {
  const slope = (x: NDArray): NDArray => bind(polygammaPrimitive("polygamma", order + 1), [x], undefined);
  return mapPrimitive(name, kernels.polygamma(order), {
    vjp: (ct, [x]) => [() => mul(ct, slope(x))],
    jvp: ([dx], [x]) => mul(dx, slope(x)),
  });
}
