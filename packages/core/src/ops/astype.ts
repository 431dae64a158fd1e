import { type ElementType, copy, rowMajor } from "@linnet/kernels";
import { type DType, elementTypeOf } from "../array/dtype.js";
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

const astypeP: Primitive<ElementType> = /* @__PURE__ */ primitive<ElementType>("astype", {
  abstract([x], type) {
    if (x.type.kind === "complex" && type.kind !== "complex") {
      throw new DTypeError("astype", "complex numbers cannot become real ones", { x: x.type.name, dtype: type.name });
    }
    return { type, layout: x.layout.contiguous ? x.layout : rowMajor(x.layout.shape) };
  },
  evaluate: ([x], out) => copy(x, out),
  derivative: {
    vjp: (ct, [x]) => [() => astype(ct, x.dtype)],
    jvp: ([dx], _inputs, _output, type) => astype(dx, type.name),
  },
});
