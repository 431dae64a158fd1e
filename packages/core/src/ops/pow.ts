import * as kernels from "@linnet/kernels";
import { isArray } from "../array/argument.js";
import type { DType, Divided, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { add, div, mul, neg, sub } from "./arithmetic.js";
import { astype } from "./astype.js";
import { equal } from "./compare.js";
import { type ZipPrimitive, bindFloatMap, bindZip, mapPrimitive, zipPrimitive } from "./elementwise.js";
import { sumTo } from "./sum-broadcast.js";

export function pow<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/**
 * aᵇ, element by element, under the rules of `add`; 0⁰ = 1.
 *
 * @throws {ValueError} for integers to the power of a negative number: the results would be fractions
 */
export function pow<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "pow">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function pow(a: NDArray | number, b: NDArray | number): NDArray {
  if (
    typeof b === "number" &&
    b < 0 &&
    Number.isInteger(b) &&
    isArray(a) &&
    (a.type.kind === "int" || a.type.kind === "uint")
  ) {
    const hint = 'Convert the array first: x.astype("float64").';
    throw new ValueError("pow", "the exponent of integers must not be negative", b, hint);
  }
  return bindZip(powP, a, b, "numbers");
}

/** √x, element by element: NaN below 0. @remarks Correctly rounded. */
export function sqrt<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(sqrtP, x);
}

/** x². */
export function square<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(squareP, [x], undefined);
}

/** 1/x. */
export function reciprocal<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  return bindFloatMap(reciprocalP, x);
}

const powP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("pow", kernels.pow, {
  // d(aᵇ)/da = b·aᵇ⁻¹, which is 0 where b = 0 whatever a is; d(aᵇ)/db = aᵇ·log a, which is 0 where a = 0 (for b > 0).
  vjp: (ct, [a, b], y) => [
    () => sumTo(mul(ct, slopeInBase(a, b)), a.shape),
    () => sumTo(mul(ct, slopeInExponent(a, y)), b.shape),
  ],
  jvp: ([da, db], [a, b], y) => add(mul(da, slopeInBase(a, b)), mul(db, slopeInExponent(a, y, where0(db)))),
});

const sqrtP: Primitive = /* @__PURE__ */ mapPrimitive("sqrt", kernels.sqrt, {
  vjp: (ct, _inputs, y) => [() => div(ct, mul(y, 2))],
  jvp: ([dx], _inputs, y) => div(dx, mul(y, 2)),
});

const squareP: Primitive = /* @__PURE__ */ mapPrimitive("square", kernels.square, {
  vjp: (ct, [x]) => [() => mul(ct, mul(x, 2))],
  jvp: ([dx], [x]) => mul(dx, mul(x, 2)),
});

const reciprocalP: Primitive = /* @__PURE__ */ mapPrimitive("reciprocal", kernels.reciprocal, {
  vjp: (ct, _inputs, y) => [() => neg(mul(ct, mul(y, y)))],
  jvp: ([dx], _inputs, y) => neg(mul(dx, mul(y, y))),
});

function slopeInBase(a: NDArray, b: NDArray): NDArray {
  return mul(b, pow(a, add(sub(b, 1), where0(b)))); // 0·a⁰ where b = 0
}

/** @param still where the exponent does not move: there a may be negative, which has no logarithm, and the slope is 0 */
function slopeInExponent(a: NDArray, y: NDArray, still?: NDArray): NDArray {
  const base = add(a, where0(a)); // 1 in place of 0
  return timesLog(y, still === undefined ? base : pow(base, sub(1, still))); // log 1 for any base⁰
}

/** 1 where x = 0, else 0, in x's dtype. Arithmetic in place of `where`, whose kernels would be in every bundle. */
function where0(x: NDArray): NDArray {
  return astype(equal(x, 0), x.type.name);
}

/**
 * y·log x, without the SIMD kernel of log. `pow` is a method of every array, and what it names is in every bundle; the kernels
 * of `exp` and `log`, 10 kB of them, are not to come along for a derivative with respect to an exponent.
 */
const timesLogP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("timesLog", kernels.timesLog, {
  vjp: (ct, [y, x]) => [() => sumTo(timesLog(ct, x), y.shape), () => sumTo(div(mul(ct, y), x), x.shape)],
  jvp: ([dy, dx], [y, x]) => add(timesLog(dy, x), div(mul(y, dx), x)),
});

function timesLog(y: NDArray, x: NDArray): NDArray {
  return bindZip(timesLogP, y, x, "numbers");
}
