import * as kernels from "@linnet/kernels";
import { isArray } from "../array/argument.js";
import type { DType, Divided, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { mul } from "./arithmetic.js";
import { type ZipPrimitive, mapPrimitive, zipPrimitive } from "./elementwise.js";
import { bindFloatZip } from "./float-zip.js";
import { sign } from "./sign-round.js";
import { sumTo } from "./sum-broadcast.js";

/** Where x is below 0, or −0. JavaScript does not tell NaN with a sign from NaN without: false for both. */
export function signbit<S extends Shape>(x: NDArray<any, S>): NDArray<"bool", S> {
  return bind(signbitP, [x as NDArray], undefined);
}

export function copysign<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<Divided<E>, B>;
/**
 * |a| with the sign of b, −0 included, element by element; shapes broadcast, dtypes promote, integers become float64.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for bool operands
 * @remarks NaN counts as positive. The derivative with respect to b is 0.
 */
export function copysign<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "copysign">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function copysign(a: NDArray | number, b: NDArray | number): NDArray {
  return bindFloatZip(copysignP, a, b);
}

export function nextafter<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<Divided<E>, B>;
/**
 * The neighbour of a among the numbers of its dtype in the direction of b, element by element, under the rules of `copysign`.
 * b where the two are equal. Its derivative is 0.
 *
 * @example
 * nextafter(array([1]), Infinity).sub(1).toArray(); // [2.220446049250313e-16]
 */
export function nextafter<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "nextafter">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function nextafter(a: NDArray | number, b: NDArray | number): NDArray {
  const dtypes = [a, b].map((x) => (isArray(x) ? x.type.name : null));
  const single = dtypes.includes("float32") && !dtypes.includes("float64");
  return bindFloatZip(single ? nextafter32P : nextafter64P, a, b);
}

const signbitP: Primitive = /* @__PURE__ */ mapPrimitive("signbit", kernels.signbit, false);

const copysignP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("copysign", kernels.copysign, {
  vjp: (ct, [a, b]) => [
    () => sumTo(mul(ct, mul(sign(a), copysign(1, b))), a.shape),
    () => sumTo(mul(ct, mul(b, 0)), b.shape),
  ],
  jvp: ([da], [a, b]) => mul(da, mul(sign(a), copysign(1, b))),
});

const nextafter32P: ZipPrimitive = /* @__PURE__ */ zipPrimitive("nextafter", kernels.nextafter32, false);
const nextafter64P: ZipPrimitive = /* @__PURE__ */ zipPrimitive("nextafter", kernels.nextafter64, false);
