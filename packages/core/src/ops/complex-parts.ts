import * as kernels from "@linnet/kernels";
import { complex128, complex64, float32, partView, rowMajor } from "@linnet/kernels";
import { isArray, requireArray } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import { type DType, type Divided, type Promote, type RealOf, inexactType, promote } from "../array/dtype.js";
import { broadcastLayout, broadcastShapes, contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { div, mul, neg } from "./arithmetic.js";
import { astype, partAval, partOf, real } from "./astype.js";
import { bindFloatMap, mapPrimitive, notOperands, scalarOf, weak } from "./elementwise.js";
import { broadcastTo, sumTo } from "./sum-broadcast.js";

/**
 * The imaginary parts: a view of a complex array, zeros for a real one.
 *
 * @example
 * imag(complex(array([1, 2]), array([3, 4]))).toArray(); // [3, 4]
 */
export function imag<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<RealOf<D>, S> {
  if (requireArray("imag", "x", x).type.kind === "complex") return bind(imagP, [x], undefined);
  return mul(x as NDArray, 0);
}

/** x̄, the complex conjugate: the imaginary parts negated. A copy of a real array. */
export function conj<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return bind(conjP, [x], undefined);
}

/** `x` itself where it is real, else its conjugate: for rules of derivatives, not as an operation. */
export function conjIfComplex(x: NDArray): NDArray {
  return x.type.kind === "complex" ? conj(x) : x;
}

/**
 * The complex numbers re + i·im, element by element; shapes broadcast, integers become float64.
 *
 * @returns complex64 where both parts are float32 (a number takes the other's dtype), else complex128
 * @throws {DTypeError} for parts that are bool or complex
 * @example
 * String(complex(array([1, 2]), array([3, -4]))); // "[1.+3.j 2.-4.j]"
 */
export function complex<D extends DType, A extends Shape, E extends DType = D, B extends Shape = readonly []>(
  re: NDArray<D, A> | number,
  im: (NDArray<E, B> & Check<Broadcast<A, B>, "complex">) | number,
): NDArray<ComplexOf<Divided<Promote<D, E>>>, Result<Broadcast<A, B>>> {
  return bind(complexP, parts(re, im as NDArray | number), undefined);
}

/** complex64 for float32, complex128 for float64. */
export type ComplexOf<D extends DType> = D extends "float32" ? "complex64" : D extends "float64" ? "complex128" : D;

/** The angle of x in the complex plane, in (−π, π]: 0 or π for real numbers, by their sign. */
export function angle<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<RealOf<Divided<D>>, S> {
  return bindFloatMap(angleP, x);
}

const imagP: Primitive = /* @__PURE__ */ primitive("imag", {
  abstract: ([x]) => partAval(x),
  view: (x, aval) => partOf(x, aval, 1),
  derivative: {
    vjp: (ct) => [() => complex(mul(ct, 0), neg(ct))], // Im dx = Re(−i·dx)
    jvp: ([dx]) => imag(dx),
  },
});

const conjP: Primitive = /* @__PURE__ */ primitive("conj", {
  abstract: ([x]) => contiguousLike(x),
  evaluate([x], out) {
    if (x.type.kind === "complex") kernels.conjugate(x, out);
    else kernels.copy(x, out);
  },
  derivative: { vjp: (ct) => [() => conj(ct)], jvp: ([dx]) => conj(dx) },
});

const complexP: Primitive = /* @__PURE__ */ primitive("complex", {
  abstract: ([re, im]) => ({
    type: re.type === float32 ? complex64 : complex128,
    layout: rowMajor(broadcastShapes("complex", re.layout.shape, im.layout.shape)),
  }),
  evaluate(inputs, out) {
    inputs.forEach((x, which) => {
      kernels.copy(viewOf(x, broadcastLayout(x.layout, out.shape)), partView(out, which === 0 ? 0 : 1));
    });
  },
  derivative: {
    vjp: (ct, [re, im]) => [() => sumTo(real(ct), re.shape), () => sumTo(neg(imag(ct)), im.shape)],
    jvp: ([dre, dim], _inputs, output) => broadcastTo(complex(dre, dim), output.shape),
  },
});

const angleP: Primitive = /* @__PURE__ */ mapPrimitive("angle", kernels.angle, {
  vjp: (ct, [x]) => [() => (x.type.kind === "complex" ? mul(ct, div(minusI(x), x)) : mul(ct, 0))], // Im(dx/x) = Re(−i·dx/x)
  jvp: ([dx], [x]) => imag(div(dx, x)),
});

/** −i in a dtype. */
function minusI({ type }: NDArray): NDArray {
  return scalarOf(type, 0, -1);
}

/** Both parts as arrays of one float dtype. */
function parts(re: NDArray | number, im: NDArray | number): readonly [NDArray, NDArray] {
  const x = typeof re === "number" ? weak("complex", re, im, "reals") : re;
  const y = typeof im === "number" ? weak("complex", im, x, "reals") : im;
  if (!isArray(x) || !isArray(y)) throw notOperands("complex", re, im);
  const type = inexactType(promote(x.type, y.type));
  if (type.kind === "complex" || x.type.kind === "bool" || y.type.kind === "bool") {
    throw new DTypeError("complex", "parts must be real numbers", { re: x.type.name, im: y.type.name });
  }
  return [x.type === type ? x : astype(x, type.name), y.type === type ? y : astype(y, type.name)];
}
