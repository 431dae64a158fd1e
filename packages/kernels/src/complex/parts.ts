import { type ElementType, float32, float64 } from "../element-type.js";
import { strided } from "../layout.js";
import { stridesBeside } from "../loops.js";
import type { Strided } from "../strided.js";

/** The numbers of a complex operand as real ones, with an axis of two in the end: real part, imaginary part. */
export function realView(x: Strided): Strided {
  const { shape, strides } = x.layout;
  const layout = strided([...shape, 2], [...strides.map((s) => 2 * s), 1]);
  return { type: realType(x.type), layout, storage: x.storage, offset: 2 * x.offset };
}

/** One number for all of out, or an operand of its shape, as a complex operand of that shape. */
export function spread(x: Strided, out: Strided): Strided {
  const layout = strided(out.layout.shape, stridesBeside(x, out));
  return { type: x.type, layout, storage: x.storage, offset: x.offset };
}

/** The real parts (0) or imaginary parts (1) of a complex operand. */
export function partView(x: Strided, part: 0 | 1): Strided {
  const { shape, strides } = x.layout;
  const doubled = strides.map((s) => 2 * s);
  return { type: realType(x.type), layout: strided(shape, doubled), storage: x.storage, offset: 2 * x.offset + part };
}

/** float32 for complex64, float64 for complex128. */
export function realType(type: ElementType): ElementType {
  return type.array === Float32Array ? float32 : float64;
}
