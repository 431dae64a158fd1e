import * as kernels from "@linnet/kernels";
import type { DType, Divided, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, div, mul, neg, sub } from "./arithmetic.js";
import { type ZipPrimitive, bindFloatMap, mapPrimitive, zipPrimitive } from "./elementwise.js";
import { bindFloatZip } from "./float-zip.js";
import { length } from "./hypot.js";
import { sqrt, square } from "./pow.js";
import { sumTo } from "./sum-broadcast.js";

/** The angle in [−π/2, π/2] whose sine is x; NaN outside of [−1, 1]. @remarks ≤ 2 ulp. */
export function asin<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(asinP, x);
}

/** The angle in [0, π] whose cosine is x; NaN outside of [−1, 1]. @remarks ≤ 2 ulp. */
export function acos<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(acosP, x);
}

/** The angle in [−π/2, π/2] whose tangent is x. @remarks ≤ 1 ulp. */
export function atan<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(atanP, x);
}

export function atan2<E extends DType, B extends Shape>(y: number, x: NDArray<E, B>): NDArray<Divided<E>, B>;
/**
 * The angle of the point (x, y) in [−π, π], by the signs of both; shapes broadcast, dtypes promote, integers become float64.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for bool operands
 * @remarks ≤ 2 ulp. At the origin the angle is 0 or ±π by the signs of the zeros, and the derivative is taken as 0.
 * @example
 * atan2(array([1, -1, 0]), array([1, -1, -2])).toArray(); // [0.7853981633974483, -2.356194490192345, 3.141592653589793]
 */
export function atan2<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  y: NDArray<D, A>,
  x: (NDArray<E, B> & Check<Broadcast<A, B>, "atan2">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function atan2(y: NDArray | number, x: NDArray | number): NDArray {
  return bindFloatZip(atan2P, y, x);
}

const asinP: Primitive = /* @__PURE__ */ mapPrimitive("asin", kernels.asin, {
  vjp: (ct, [x]) => [() => div(ct, cosineOf(x))],
  jvp: ([dx], [x]) => div(dx, cosineOf(x)),
});

const acosP: Primitive = /* @__PURE__ */ mapPrimitive("acos", kernels.acos, {
  vjp: (ct, [x]) => [() => neg(div(ct, cosineOf(x)))],
  jvp: ([dx], [x]) => neg(div(dx, cosineOf(x))),
});

const atanP: Primitive = /* @__PURE__ */ mapPrimitive("atan", kernels.atan, {
  vjp: (ct, [x]) => [() => div(ct, add(square(x), 1))],
  jvp: ([dx], [x]) => div(dx, add(square(x), 1)),
});

const atan2P: ZipPrimitive = /* @__PURE__ */ zipPrimitive("atan2", kernels.atan2, {
  vjp(ct, [y, x]) {
    const r = length(y, x);
    const turn = div(ct, r);
    return [() => sumTo(mul(turn, div(x, r)), y.shape), () => sumTo(neg(mul(turn, div(y, r))), x.shape)];
  },
  jvp([dy, dx], [y, x]) {
    const r = length(y, x);
    return div(sub(mul(dy, div(x, r)), mul(dx, div(y, r))), r);
  },
});

/** √(1 − x²) without cancellation near ±1. */
function cosineOf(x: NDArray): NDArray {
  return sqrt(mul(sub(1, x), add(x, 1)));
}
