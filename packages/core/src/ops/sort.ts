import { argsort as argsortInto, int32, requireLive, rowMajor, sort as sortInto } from "@linnet/kernels";
import { NO_ORDER, requireArray, requireOptions, requireReal } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { contiguousLike, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { takeAlongAxis } from "./take-along-axis.js";

export interface SortOptions {
  /** Default −1. */
  readonly axis?: number;
  /** From the largest down. Default `false`. */
  readonly descending?: boolean;
}

/**
 * The elements in order along one axis. Equal ones keep their order, and NaN comes last, whichever the direction.
 *
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 * @remarks A quicksort whose splits no element can make bad for long: n·log n comparisons. Long lanes of float32, and `argsort`, take
 *   a radix sort: time grows as the number of elements and their bytes. The derivative follows each element to its place.
 */
export function sort<D extends DType, S extends Shape>(x: NDArray<D, S>, options?: SortOptions): NDArray<D, S> {
  return bind(sortP, [x as NDArray], sortParams("sort", x, options));
}

/**
 * The indices that put the elements in order along one axis: `takeAlongAxis(x, argsort(x))` is `sort(x)`.
 *
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 */
export function argsort<S extends Shape>(x: NDArray<DType, S>, options?: SortOptions): NDArray<"int32", S> {
  return bind(argsortP, [x as NDArray], sortParams("argsort", x, options));
}

interface SortParams {
  readonly axis: number;
  readonly descending: boolean;
}

const sortP: Primitive<SortParams> = /* @__PURE__ */ primitive<SortParams>("sort", {
  abstract: ([x]) => contiguousLike(x),
  evaluate: ([x], out, { axis, descending }) => sortInto(x, axis, descending, out),
  derivative: {
    // The inverse of a permutation is what sorts it.
    vjp: (ct, [x], _out, params) => {
      const inverse = (): NDArray => argsort(bind(argsortP, [x], params), { axis: params.axis });
      return [() => takeAlongAxis(ct, inverse(), { axis: params.axis })];
    },
    jvp: ([dx], [x], _out, params) => takeAlongAxis(dx, bind(argsortP, [x], params), { axis: params.axis }),
  },
});

const argsortP: Primitive<SortParams> = /* @__PURE__ */ primitive<SortParams>("argsort", {
  abstract: ([x]) => ({ type: int32, layout: rowMajor(x.layout.shape) }),
  evaluate: ([x], out, { axis, descending }) => argsortInto(x, axis, descending, out),
  derivative: false,
});

/** Checked options of an operation that puts in order. */
export function sortParams(op: string, x: NDArray, options: SortOptions | undefined): SortParams {
  const { axis = -1, descending = false } = requireOptions(op, options);
  requireReal(op, "x", requireArray(op, "x", x), NO_ORDER);
  requireLive(x.storage, op);
  return { axis: normalizeAxis(op, axis, x.ndim), descending };
}
