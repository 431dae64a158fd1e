import * as kernels from "@linnet/kernels";
import type { DType, Divided } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, mul } from "./arithmetic.js";
import { bindFloatMap, mapPrimitive } from "./elementwise.js";
import { exp } from "./exp-log.js";

/**
 * The error function, element by element:
 *
 *     erf x = 2/√π · ∫₀ˣ e^(−t²) dt
 *
 * @remarks ≤ 2 ulp.
 */
export function erf<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(erfP, x);
}

/** 1 − erf x, without cancellation where erf x is near 1. @remarks ≤ 2 ulp, down to subnormal numbers. */
export function erfc<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(erfcP, x);
}

/**
 * The Gaussian error linear unit x·Φ(x), where Φ is the normal distribution function: the exact one, not its approximation by
 * tanh.
 *
 * @remarks ≤ 4 ulp.
 * @see Hendrycks & Gimpel, *Gaussian error linear units*, arXiv:1606.08415
 */
export function gelu<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(geluP, x);
}

const erfP: Primitive = /* @__PURE__ */ mapPrimitive("erf", kernels.erf, {
  vjp: (ct, [x]) => [() => mul(ct, bell(x))],
  jvp: ([dx], [x]) => mul(dx, bell(x)),
});

const erfcP: Primitive = /* @__PURE__ */ mapPrimitive("erfc", kernels.erfc, {
  vjp: (ct, [x]) => [() => mul(ct, mul(bell(x), -1))],
  jvp: ([dx], [x]) => mul(dx, mul(bell(x), -1)),
});

const geluP: Primitive = /* @__PURE__ */ mapPrimitive("gelu", kernels.gelu, {
  vjp: (ct, [x]) => [() => mul(ct, slopeOfGelu(x))],
  jvp: ([dx], [x]) => mul(dx, slopeOfGelu(x)),
});

/** 2/√π·e^(−x²), the slope of erf. */
function bell(x: NDArray): NDArray {
  return mul(exp(mul(x, mul(x, -1))), 1.1283791670955126);
}

/** Φ(x) + x·φ(x). */
function slopeOfGelu(x: NDArray): NDArray {
  const y: NDArray = mul(x, Math.SQRT1_2);
  const distribution = mul(erfc(mul(y, -1)), 0.5);
  return add(distribution, mul(mul(y, bell(y)), 0.5)); // x·φ(x) = y/√π·e^(−y²)
}
