import { elements, int32, rowMajor } from "@linnet/kernels";
import { requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { mergeSort } from "./merge-sort.js";
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
 * @remarks n·log₂ n comparisons for each lane of n. The derivative follows each element to its place.
 */
export function sort<D extends DType, S extends Shape>(x: NDArray<D, S>, options?: SortOptions): NDArray<D, S> {
  const source: NDArray = x;
  const { axis, descending } = sortParams("sort", source, options);
  return takeAlongAxis(source, bind(argsortP, [source], { axis, descending }), { axis });
}

/**
 * The indices that put the elements in order along one axis: `takeAlongAxis(x, argsort(x))` is `sort(x)`.
 *
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {DTypeError} for complex numbers, which have no order
 */
export function argsort<S extends Shape>(x: NDArray<DType, S>, options?: SortOptions): NDArray<"int32", S> {
  const source: NDArray = x;
  return bind(argsortP, [source], sortParams("argsort", source, options));
}

interface SortParams {
  readonly axis: number;
  readonly descending: boolean;
}

const argsortP: Primitive<SortParams> = /* @__PURE__ */ primitive<SortParams>("argsort", {
  abstract: ([x]) => ({ type: int32, layout: rowMajor(x.layout.shape) }),

  evaluate([x], out, { axis, descending }) {
    const { shape, strides } = x.layout;
    const n = shape[axis];
    const from = elements(x.storage, x.type);
    const to = elements(out.storage, int32);
    const keys = new Float64Array(n);
    const order = new Int32Array(n);
    eachLane(x, axis, (start, lane) => {
      for (let k = 0; k < n; k++) keys[k] = from[start + k * strides[axis]];
      if (descending) for (let k = 0; k < n; k++) keys[k] = -keys[k];
      mergeSort(keys, order);
      const { step, first } = laneOf(out, axis, lane);
      for (let k = 0; k < n; k++) to[first + k * step] = order[k];
    });
  },

  derivative: false,
});

function sortParams(op: string, x: NDArray, options: SortOptions | undefined): SortParams {
  const { axis = -1, descending = false } = requireOptions(op, options);
  if (requireArray(op, "x", x).type.kind === "complex")
    throw new DTypeError(op, "x must be real", { x: x.type.name }, "Complex numbers have no order.");
  return { axis: normalizeAxis(op, axis, x.ndim), descending };
}

/** Visits the lanes along an axis in row-major order of the other axes, with where each starts. */
function eachLane(x: NDArray, axis: number, visit: (start: number, lane: number) => void): void {
  const { strides } = x.layout;
  const shape = x.layout.shape.with(axis, 1) as readonly number[];
  const lanes = shape.reduce((n, d) => n * d, 1);
  const index = new Array<number>(shape.length).fill(0);
  for (let lane = 0; lane < lanes; lane++) {
    visit(
      index.reduce((at, k, i) => at + k * strides[i], x.offset),
      lane,
    );
    for (let i = shape.length - 1; i >= 0 && ++index[i] === shape[i]; i--) index[i] = 0;
  }
}

/** The same lane of a row-major array. */
function laneOf(out: NDArray, axis: number, lane: number): { readonly first: number; readonly step: number } {
  const step = out.layout.strides[axis];
  const outer = Math.floor(lane / step);
  return { step, first: out.offset + outer * step * out.layout.shape[axis] + (lane % step) };
}
