import { type ElementType, copy, realType, rowMajor, strided } from "@linnet/kernels";
import type { Aval } from "../array/aval.js";
import { alias, retyped } from "../array/construct.js";
import { type DType, type RealOf, elementTypeOf } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";

/**
 * The elements of `x` converted to another dtype, in a new array.
 *
 * Floats become integers as typed arrays convert them (toward zero, then modulo 2ⁿ); whatever is not zero becomes true.
 *
 * @throws {DTypeError} for a dtype that does not exist, or complex elements where the imaginary part would be lost
 * @example
 * array([1.7, -1.7]).astype("int32").toArray(); // [1, -1]
 */
export function astype<E extends DType, S extends Shape>(x: NDArray<DType, S>, dtype: E): NDArray<E, S> {
  return bind(astypeP, [x], elementTypeOf("astype", dtype));
}

/**
 * The real parts: a view of a complex array; of a real one, the same elements.
 *
 * @example
 * real(complex(array([1, 2]), array([3, 4]))).toArray(); // [1, 2]
 */
export function real<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<RealOf<D>, S> {
  return bind(realP, [x], undefined);
}

const astypeP: Primitive<ElementType> = /* @__PURE__ */ primitive<ElementType>("astype", {
  abstract([x], type) {
    if (x.type.kind === "complex" && type.kind !== "complex") {
      const dtypes = { x: x.type.name, dtype: type.name };
      throw new DTypeError("astype", "complex numbers cannot become real ones", dtypes, "Take a part first: real(x).");
    }
    return { type, layout: x.layout.contiguous ? x.layout : rowMajor(x.layout.shape) };
  },
  evaluate: ([x], out) => copy(x, out),
  derivative: {
    vjp: (ct, [x]) => [() => astype(x.type.kind === "complex" ? ct : real(ct), x.dtype)],
    jvp: ([dx], _inputs, _output, type) => astype(dx, type.name),
  },
});

const realP: Primitive = /* @__PURE__ */ primitive("real", {
  abstract: ([x]) => (x.type.kind === "complex" ? partAval(x) : x),
  view: (x, aval) => (x.type.kind === "complex" ? partOf(x, aval, 0) : alias(x)),
  derivative: {
    vjp: (ct, [x]) => [() => astype(ct, x.dtype)],
    jvp: ([dx]) => real(dx),
  },
});

/** Real or imaginary parts, as they lie among the others. */
export function partAval({ type, layout }: Aval): Aval {
  const strides = layout.strides.map((s) => 2 * s);
  return { type: realType(type), layout: strided(layout.shape, strides) };
}

/** The real (0) or imaginary parts (1) of a complex array: a view. */
export function partOf(x: NDArray, { type, layout }: Aval, part: 0 | 1): NDArray {
  return retyped(x, type, layout, 2 * x.offset + part);
}
