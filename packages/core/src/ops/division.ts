import * as kernels from "@linnet/kernels";
import type { ZipOp } from "@linnet/kernels";
import type { DType, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { mul, neg, sub } from "./arithmetic.js";
import { type ZipPrimitive, bindZip, zipPrimitive } from "./elementwise.js";
import { sumTo } from "./sum-broadcast.js";

export function remainder<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/**
 * a − b·⌊a/b⌋, element by element, under the rules of `add`: it has the sign of b, where `%` of numbers has that of a.
 *
 * @throws {ValueError} when an integer is divided by 0
 * @example
 * remainder(array([7, -7, 7]), array([3, 3, -3])).toArray(); // [1, 2, -2]
 */
export function remainder<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "remainder">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function remainder(a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(remainderP, a, b, "reals");
}

export function floorDivide<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/**
 * ⌊a/b⌋, element by element, under the rules of `add`: integers stay integers. Of the smallest integer and −1 it wraps around.
 *
 * @throws {ValueError} when an integer is divided by 0
 * @example
 * floorDivide(array([7, -7], { dtype: "int32" }), 2).toArray(); // [3, -4]
 */
export function floorDivide<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "floorDivide">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function floorDivide(a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(floorDivideP, a, b, "reals");
}

const remainderP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("remainder", /* @__PURE__ */ checked(kernels.remainder), {
  vjp: (ct, [a, b]) => [() => sumTo(ct, a.shape), () => sumTo(neg(mul(ct, floorDivide(a, b))), b.shape)],
  jvp: ([da, db], [a, b]) => sub(da, mul(db, floorDivide(a, b))),
});

const floorDivideP: ZipPrimitive = /* @__PURE__ */ zipPrimitive(
  "floorDivide",
  /* @__PURE__ */ checked(kernels.floorDivide),
  false,
);

/** With integers, the same but for a divisor of 0, which no integer answers. */
function checked({ name, reference, result, code }: ZipOp): ZipOp {
  const integer = (a: number, b: number): number => {
    if (b !== 0) return reference(a, b);
    throw new ValueError(
      name,
      "divisors of integers must not be 0",
      0,
      'Convert to float64 first: x.astype("float64").',
    );
  };
  return { name, reference, integer, result, code };
}
