import { type ElementType, elements, rowMajor } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import type { DTypeOption } from "../array/create.js";
import { type DType, elementTypeOf } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { IsUnranked, Shape } from "../array/typed-shape.js";
import type { IndexShape, Indices } from "../array/typed-take.js";
import { ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { checkedIndices, indexArray } from "./indices.js";

/**
 * A new last axis of length n with 1 at the index and 0 elsewhere.
 *
 * @param indices int32 in [0, n), or a list
 * @param options `dtype`: default `"float64"`
 * @throws {IndexError} for an index outside [0, n), with its position
 * @example
 * oneHot([0, 2], 3).toArray(); // [[1, 0, 0], [0, 0, 1]]
 */
export function oneHot<const I extends Indices, const N extends number, D extends DType = "float64">(
  indices: I,
  n: N,
  options?: DTypeOption<D>,
): NDArray<D, OneHot<IndexShape<I>, N>> {
  const { dtype } = requireOptions("oneHot", options);
  if (!Number.isInteger(n) || n < 0 || n >= 2 ** 31)
    throw new ValueError("oneHot", "n must be an integer in [0, 2³¹)", kindOf(n));
  const params = { n, type: elementTypeOf("oneHot", dtype ?? "float64") };
  return bind(oneHotP, [indexArray("oneHot", indices)], params);
}

type OneHot<R extends Shape, N extends number> = IsUnranked<R> extends true ? any : readonly [...R, N];

interface OneHotParams {
  readonly n: number;
  readonly type: ElementType;
}

const oneHotP: Primitive<OneHotParams> = /* @__PURE__ */ primitive<OneHotParams>("oneHot", {
  abstract: ([indices], { n, type }) => ({ type, layout: rowMajor([...indices.layout.shape, n]) }),

  evaluate([indices], out, { n, type }) {
    const flat = checkedIndices("oneHot", indices, { low: 0, high: n, of: "" });
    const [positions, data] = [elements(flat.storage, flat.type), elements(out.storage, type)];
    const places = type.kind === "complex" ? 2 : 1;
    data.fill(0);
    for (let i = 0; i < flat.size; i++) data[(i * n + positions[i]) * places] = 1;
  },

  derivative: false,
});
