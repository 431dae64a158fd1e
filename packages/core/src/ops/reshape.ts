import { type Layout, copy, rowMajor, strided } from "@linnet/kernels";
import { requireArray, requireList } from "../array/argument.js";
import { allocate, viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { contiguousLike, requireShape } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Reshaped, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";

/**
 * The same elements, in row-major order, in another shape. One length may be −1: it follows from the others.
 *
 * @throws {ShapeError} when the number of elements would change
 * @remarks A view where strides allow it: always of a contiguous array; a copy else.
 * @example
 * reshape(arange(6), [2, -1]).toArray(); // [[0, 1, 2], [3, 4, 5]]
 */
export function reshape<D extends DType, const R extends Shape>(x: NDArray<D>, shape: R): NDArray<D, Reshaped<R>> {
  return bind(reshapeP, [x], resolve(requireArray("reshape", "x", x), shape));
}

const reshapeP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("reshape", {
  abstract: ([x], shape) => ({ type: x.type, layout: reshapedLayout(x.layout, shape) }),
  view: (x, aval) => viewOf(aval.layout.contiguous ? dense(x) : x, aval.layout),
  derivative: {
    vjp: (ct, [x]) => [() => reshape(ct, x.shape)],
    jvp: ([dx], _inputs, _out, shape) => reshape(dx, shape),
  },
});

/** The shape with −1 replaced, checked against the number of elements. */
function resolve(x: NDArray, shape: readonly number[]): readonly number[] {
  requireList("reshape", "shape", shape);
  let unknown = -1;
  let known = 1;
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] !== -1) known *= shape[i];
    else if (unknown < 0) unknown = i;
    else throw new ValueError("reshape", "only one length may be −1", `[${shape.join(", ")}]`);
  }
  requireShape("reshape", shape, unknown);
  const { size } = x.layout;
  if (unknown < 0 ? known !== size : known === 0 || size % known !== 0) mismatch(x, shape);
  if (unknown < 0) return shape;
  const whole = shape.slice();
  whole[unknown] = size / known;
  return whole;
}

/** The strides of new axes over the same memory where there are such, else a row-major layout, for a copy. */
function reshapedLayout(from: Layout, shape: readonly number[]): Layout {
  if (from.contiguous) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(0);
  let to = shape.length - 1;
  for (let axis = from.shape.length - 1; axis >= 0; axis--) {
    let length = from.shape[axis];
    let step = from.strides[axis];
    if (length === 1) continue;
    // Neighbours that are one run …
    while (axis > 0 && (from.shape[axis - 1] === 1 || from.strides[axis - 1] === step * length)) {
      length *= from.shape[--axis];
    }
    // … which some of the new axes share out.
    for (; length > 1; to--) {
      if (length % shape[to] !== 0) return rowMajor(shape);
      length /= shape[to];
      strides[to] = step;
      step *= shape[to];
    }
  }
  return strided(shape, strides);
}

function mismatch(x: NDArray, shape: readonly number[]): never {
  throw new ShapeError("reshape", "the number of elements must stay the same", { x: x.shape, shape });
}

/** `x` itself where its elements lie in row-major order, else a copy in which they do; outside differentiation. */
export function dense(x: NDArray): NDArray {
  return x.layout.contiguous ? x : rowMajorCopy(x);
}

/** A row-major copy of any array, outside differentiation. */
export function rowMajorCopy(x: NDArray): NDArray {
  const out = allocate(contiguousLike(x));
  copy(x, out);
  return out;
}
