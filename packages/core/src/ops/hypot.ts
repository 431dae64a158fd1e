import * as kernels from "@linnet/kernels";
import type { DType, Divided, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { add, div, mul } from "./arithmetic.js";
import { equal } from "./compare.js";
import { type ZipPrimitive, zipPrimitive } from "./elementwise.js";
import { bindFloatZip } from "./float-zip.js";
import { sumTo } from "./sum-broadcast.js";
import { where } from "./where.js";

export function hypot<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<Divided<E>, B>;
/**
 * √(a² + b²) without over- or underflow on the way; shapes broadcast, dtypes promote, integers become float64.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for bool operands
 * @remarks ≤ 2 ulp. An infinite operand makes it infinite, also beside NaN. At the origin the derivative is taken as 0.
 * @example
 * hypot(array([3, 1e200]), array([4, 0])).toArray(); // [5, 1e200]
 */
export function hypot<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "hypot">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function hypot(a: NDArray | number, b: NDArray | number): NDArray {
  return bindFloatZip(hypotP, a, b);
}

const hypotP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("hypot", kernels.hypot, {
  vjp(ct, [a, b], y) {
    const slope = div(ct, divisor(y));
    return [() => sumTo(mul(slope, a), a.shape), () => sumTo(mul(slope, b), b.shape)];
  },
  jvp([da, db], [a, b], y) {
    const r = divisor(y);
    return add(mul(da, div(a, r)), mul(db, div(b, r)));
  },
});

/** √(a² + b²), or 1 at the origin: what slopes are divided by. */
export function length(a: NDArray, b: NDArray): NDArray {
  return divisor(hypot(a, b));
}

function divisor(y: NDArray): NDArray {
  return where(equal(y, 0), 1, y);
}
