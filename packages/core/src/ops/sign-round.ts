import * as kernels from "@linnet/kernels";
import { elements } from "@linnet/kernels";
import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import { zerosLike } from "../array/create.js";
import type { DType, RealOf } from "../array/dtype.js";
import { contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { div, mul, sub } from "./arithmetic.js";
import { real } from "./astype.js";
import { equal } from "./compare.js";
import { conj, conjIfComplex } from "./complex-parts.js";
import { mapPrimitive } from "./elementwise.js";
import { dense } from "./reshape.js";
import { where } from "./where.js";

/** |x|; real of complex numbers. Its derivative at 0 is taken as 0. @remarks Complex: ≤ 2 ulp, no needless overflow. */
export function abs<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<RealOf<D>, S> {
  return bind(absP, [x], undefined);
}

/** x/|x|, 0 of 0: −1, 0 or 1 by the sign of real numbers, a constant to derivatives; NaN for NaN. The derivative at 0 is taken as 0. */
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

/**
 * The nearest integer, or the nearest number with so many digits after the point; halves go to the even one. Complex numbers
 * are rounded part by part.
 *
 * @param options `decimals`: default 0; −2 rounds to hundreds
 * @throws {DTypeError} for bools
 * @throws {ValueError} when decimals is no integer
 * @remarks As NumPy does it: x·10ᵈ is rounded, then divided by 10ᵈ, so that 2.675 becomes 2.68, though the float lies below
 *   it; in float64, whatever the dtype. Where x·10ᵈ is beyond 2⁵², x is left as it is. Integers are rounded modulo 2ⁿ.
 * @example
 * round(array([3.14159, 2718]), { decimals: 2 }).toArray(); // [3.14, 2718]
 */
export function round<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly decimals?: number },
): NDArray<D, S> {
  const { decimals = 0 } = requireOptions("round", options);
  if (!Number.isInteger(decimals)) throw new ValueError("round", "decimals must be an integer", kindOf(decimals));
  const { kind } = requireArray("round", "x", x).type;
  const plain = kind === "float" ? decimals === 0 : kind !== "complex" && decimals >= 0;
  return plain || kind === "bool" ? bind(roundP, [x], undefined) : bind(roundToP, [x], decimals);
}

/** x without its fraction. */
export function trunc<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(truncP, [x], undefined);
}

const absP: Primitive = /* @__PURE__ */ mapPrimitive("abs", kernels.abs, {
  vjp: (ct, [x]) => [() => mul(ct, conjIfComplex(sign(x)))],
  jvp: ([dx], [x]) => real(mul(dx, conjIfComplex(sign(x)))), // d|x| = Re(x̄·dx)/|x|
});
const signP: Primitive = /* @__PURE__ */ mapPrimitive("sign", kernels.sign, {
  vjp: (ct, [x], s) => [x.type.kind === "complex" ? () => turned(ct, s, conj(s), x) : null],
  jvp: ([dx], [x], s) => (x.type.kind === "complex" ? turned(dx, conj(s), s, x) : zerosLike(s)), // s·i·Im(s̄·dx)/|x|
});
const floorP: Primitive = /* @__PURE__ */ mapPrimitive("floor", kernels.floor, false);
const ceilP: Primitive = /* @__PURE__ */ mapPrimitive("ceil", kernels.ceil, false);
const roundP: Primitive = /* @__PURE__ */ mapPrimitive("round", kernels.round, false);
const truncP: Primitive = /* @__PURE__ */ mapPrimitive("trunc", kernels.trunc, false);

/** Params: digits after the point. */
const roundToP: Primitive<number> = /* @__PURE__ */ primitive<number>("round", {
  abstract: ([x]) => contiguousLike(x),

  evaluate([x], out, decimals) {
    const from = dense(x);
    const [read, write] = [elements(from.storage, x.type), elements(out.storage, x.type)];
    const parts = x.type.kind === "complex" ? 2 : 1;
    const power = Number(`1e${Math.abs(decimals)}`);
    const [i, k] = [from.offset * parts, out.offset * parts];
    for (let j = 0; j < out.size * parts; j++) write[k + j] = roundTo(read[i + j], power, decimals < 0);
  },

  derivative: false,
});

/** b·i·Im(dx·a)/|x|, 0 where x is. */
function turned(dx: NDArray, a: NDArray, b: NDArray, x: NDArray): NDArray {
  const turn = mul(dx, a);
  const size = abs(x);
  return div(mul(b, sub(turn, real(turn))), where(equal(size, 0), 1, size));
}

/** x to a multiple of a power of ten, or of its reciprocal. */
function roundTo(x: number, power: number, up: boolean): number {
  const nearest = kernels.round.reference;
  if (!up) return Math.abs(x * power) < 2 ** 52 ? nearest(x * power) / power : x;
  if (!Number.isFinite(x)) return x;
  const whole = nearest(x / power);
  return whole === 0 ? whole : whole * power; // 0·∞ would be NaN
}
