import * as kernels from "@linnet/kernels";
import { viewOf } from "../array/construct.js";
import type { DType, Divided, Promote } from "../array/dtype.js";
import { contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { type ZipPrimitive, bindZip, notNumber, passing, zipInto, zipPrimitive } from "./elementwise.js";
import { bindFloatZip } from "./float-zip.js";
import { sumTo } from "./sum-broadcast.js";

export function add<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/**
 * a + b, element by element; shapes broadcast, dtypes promote, a number takes the array's dtype.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for bool operands
 * @example
 * add(array([1, 2, 3]), 10).toArray(); // [11, 12, 13]
 */
export function add<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "add">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function add(a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(addP, a, b, "numbers");
}

export function sub<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/** a − b, element by element, under the rules of `add`. */
export function sub<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "sub">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function sub(a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(subP, a, b, "numbers");
}

export function mul<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<E, B>;
/** a · b, element by element, under the rules of `add`. The matrix product is `matmul`. */
export function mul<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "mul">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>>;
export function mul(a: NDArray | number, b: NDArray | number): NDArray {
  return bindZip(mulP, a, b, "numbers");
}

export function div<E extends DType, B extends Shape>(a: number, b: NDArray<E, B>): NDArray<Divided<E>, B>;
/** a / b, element by element, under the rules of `add`; integers are divided as float64. */
export function div<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "div">) | number,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>>;
export function div(a: NDArray | number, b: NDArray | number): NDArray {
  return bindFloatZip(divP, a, b);
}

/** −x, element by element. */
export function neg<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(negP, [x], undefined);
}

/** +x: the same numbers, element by element. @throws {DTypeError} for bools */
export function positive<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(positiveP, [x], undefined);
}

const addP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("add", kernels.add, {
  vjp: (ct, [a, b]) => [() => sumTo(ct, a.shape), () => sumTo(ct, b.shape)],
  jvp: ([da, db]) => add(da, db),
});

const subP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("sub", kernels.sub, {
  vjp: (ct, [a, b]) => [() => sumTo(ct, a.shape), () => neg(sumTo(ct, b.shape))],
  jvp: ([da, db]) => sub(da, db),
});

const mulP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("mul", kernels.mul, {
  vjp: (ct, [a, b]) => [() => sumTo(mul(ct, b), a.shape), () => sumTo(mul(ct, a), b.shape)],
  jvp: ([da, db], [a, b]) => add(mul(da, b), mul(a, db)),
});

const divP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("div", kernels.div, {
  vjp: (ct, [a, b], q) => [
    () => sumTo(div(ct, b), a.shape),
    () => sumTo(neg(div(mul(ct, q), b)), b.shape), // d(a/b)/db = −(a/b)/b
  ],
  jvp: ([da, db], [, b], q) => div(sub(da, mul(q, db)), b),
});

/** −x as −0 − x, which is the same for all x, and has a kernel that is in every bundle anyway. */
const negP: Primitive = /* @__PURE__ */ primitive("neg", {
  abstract([x]) {
    if (x.type.kind === "bool") throw notNumber("neg");
    return contiguousLike(x);
  },
  evaluate: ([x], out) => zipInto(kernels.sub, passing(x.type, -0, -0), x, out),
  derivative: {
    vjp: (ct) => [() => neg(ct)],
    jvp: ([dx]) => neg(dx),
  },
});

const positiveP: Primitive = /* @__PURE__ */ primitive("positive", {
  abstract([x]) {
    if (x.type.kind !== "bool") return x;
    throw new DTypeError("positive", "x must be a number", { x: "bool" }, 'Convert it first: x.astype("float64").');
  },
  view: (x, out) => viewOf(x, out.layout),
  derivative: {
    vjp: (ct) => [() => ct],
    jvp: ([dx]) => positive(dx),
  },
});
