import * as kernels from "@linnet/kernels";
import { reduce } from "@linnet/kernels";
import type { DType, Summed } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { mul } from "./arithmetic.js";
import { reshape } from "./reshape.js";
import {
  type AxisOptions,
  type ReduceParams,
  integerInto,
  reduceParams,
  reducedAval,
  spread,
  sum,
  sumType,
} from "./sum-broadcast.js";
import { concat } from "./concat-split.js";
import { slice } from "./slice-pad.js";
import { ones, onesLike } from "../array/create.js";
import { permuteDims } from "./transpose.js";

/**
 * Product of elements over axes, under the rules of `sum`. Its gradient is right where elements are zero.
 *
 * @throws {IntegerOverflowError} when an integer product does not fit
 */
export function prod<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: AxisOptions<A, K>): NDArray<Summed<D>, Reduced<S, A, K>> {
  return bind(prodP, [x], reduceParams("prod", x, options, true));
}

const prodP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("prod", {
  abstract: ([x], params) => reducedAval(x, params, sumType(x.type)),
  evaluate([x], out, { axes }) {
    if (x.type.kind === "complex") kernels.copy(reshape(complexProduct(x, axes), out.shape), out);
    else if (x.type.kind === "float") reduce(kernels.prod, x, axes, out);
    else integerInto("prod", kernels.prod, x, axes, out);
  },
  derivative: {
    vjp: (ct, [x], _out, params) => [() => mul(spread(ct, x.shape, params), others(x, params.axes))],
    jvp: ([dx], [x], _out, { axes, keepDims }) => sum(mul(dx, others(x, axes)), { axis: axes, keepDims }),
  },
});

/** Products of complex numbers, half by half: the error grows as the logarithm of their number. */
function complexProduct(x: NDArray, axes: readonly number[]): NDArray {
  const kept = Array.from({ length: x.ndim }, (_, i) => i).filter((i) => !axes.includes(i));
  let n = axes.reduce((size, a) => size * x.shape[a], 1);
  const rows = kept.reduce((size, a) => size * x.shape[a], 1);
  if (n === 0) return ones([rows], { dtype: x.dtype });
  let y: NDArray = reshape(permuteDims(x, [...kept, ...axes]), [rows, n]);
  for (; n > 1; n = Math.ceil(n / 2)) {
    const half = n >> 1;
    const product = mul(slice(y, ":", `0:${half}`), slice(y, ":", `${half}:${2 * half}`));
    y = n % 2 === 0 ? product : concat([product, slice(y, ":", `${n - 1}:`)], { axis: 1 });
  }
  return y;
}

/** At each place, the product of all other elements of its group: no division, so zeros do no harm. */
function others(x: NDArray, axes: readonly number[]): NDArray {
  if (x.size === 0) return onesLike(x);
  const kept = Array.from({ length: x.ndim }, (_, i) => i).filter((i) => !axes.includes(i));
  const order = [...kept, ...axes];
  const rows = permuteDims(x, order);
  const n = axes.reduce((size, a) => size * x.shape[a], 1);
  const flat = reshape(rows, [-1, n]);
  const product = mul(exclusive(flat, n, false), exclusive(flat, n, true));
  const inverse = order.map((_, i) => order.indexOf(i));
  return permuteDims(reshape(product, rows.shape), inverse);
}

/** Products of the elements before (or after) each, along the last axis, by doubling. */
function exclusive(rows: NDArray, n: number, fromEnd: boolean): NDArray {
  const one = onesLike(slice(rows, ":", "0:1"));
  let y: NDArray = fromEnd
    ? concat([slice(rows, ":", "1:"), one], { axis: 1 })
    : concat([one, slice(rows, ":", `0:${n - 1}`)], { axis: 1 });
  for (let step = 1; step < n; step *= 2) {
    const pad = onesLike(slice(y, ":", `0:${step}`));
    const moved = fromEnd
      ? concat([slice(y, ":", `${step}:`), pad], { axis: 1 })
      : concat([pad, slice(y, ":", `0:${n - step}`)], { axis: 1 });
    y = mul(y, moved);
  }
  return y;
}
