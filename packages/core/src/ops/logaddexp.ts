import * as kernels from "@linnet/kernels";
import type { DType, Divided, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { add, mul, sub } from "./arithmetic.js";
import { type ZipPrimitive, zipPrimitive } from "./elementwise.js";
import { exp } from "./exp-log.js";
import { bindFloatZip } from "./float-zip.js";
import { sumTo } from "./sum-broadcast.js";

export function logaddexp<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<Divided<E>, B>;
/**
 * log(eᵃ + eᵇ) without overflow, element by element; shapes broadcast, dtypes promote, integers become float64.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for bool operands
 * @see `logSumExp` for the sum over an axis
 * @example
 * logaddexp(array([1000, 0]), array([1000, -Infinity])).toArray(); // [1000.6931471805599, 0]
 */
export function logaddexp<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "logaddexp">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function logaddexp(a: NDArray | number, b: NDArray | number): NDArray {
  return bindFloatZip(logaddexpP, a, b);
}

const logaddexpP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("logaddexp", kernels.logaddexp, {
  vjp: (ct, [a, b], y) => [
    () => sumTo(mul(ct, exp(sub(a, y))), a.shape),
    () => sumTo(mul(ct, exp(sub(b, y))), b.shape),
  ],
  jvp: ([da, db], [a, b], y) => add(mul(da, exp(sub(a, y))), mul(db, exp(sub(b, y)))),
});
