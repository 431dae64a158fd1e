import * as kernels from "@linnet/kernels";
import { type ReduceOp, bool, int32, reduce } from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import type { AxisOption, Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { notEqual } from "./compare.js";
import { type AxisOptions, type ReduceParams, reduceParams, reducedAval } from "./sum-broadcast.js";

/** Whether any element over axes is true, or not zero; false over nothing. */
export function any<S extends Shape, const A extends AxisOption = undefined, const K extends boolean = false>(
  x: NDArray<any, S>,
  options?: AxisOptions<A, K>,
): NDArray<"bool", Reduced<S, A, K>> {
  const truth = truths("any", x);
  return bind(anyP, [truth], reduceParams("any", truth, options));
}

/** Whether all elements over axes are true, or not zero; true over nothing. */
export function all<S extends Shape, const A extends AxisOption = undefined, const K extends boolean = false>(
  x: NDArray<any, S>,
  options?: AxisOptions<A, K>,
): NDArray<"bool", Reduced<S, A, K>> {
  const truth = truths("all", x);
  return bind(allP, [truth], reduceParams("all", truth, options));
}

/**
 * Index of the largest element along an axis, or in the flattened array: the first of equals; a NaN wins.
 *
 * @throws {ShapeError} when there is nothing to choose from
 */
export function argmax<
  S extends Shape,
  const A extends number | undefined = undefined,
  const K extends boolean = false,
>(x: NDArray<any, S>, options?: AxisOptions<A, K>): NDArray<"int32", Reduced<S, A, K>> {
  return bind(argmaxP, [x as NDArray], reduceParams("argmax", x, options));
}

/** Index of the smallest element along an axis, or in the flattened array: the first of equals; a NaN wins. */
export function argmin<
  S extends Shape,
  const A extends number | undefined = undefined,
  const K extends boolean = false,
>(x: NDArray<any, S>, options?: AxisOptions<A, K>): NDArray<"int32", Reduced<S, A, K>> {
  return bind(argminP, [x as NDArray], reduceParams("argmin", x, options));
}

const anyP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("any", {
  abstract: ([x], params) => reducedAval(x, params, bool),
  evaluate: ([x], out, { axes }) => reduce(kernels.any, x, axes, out),
  derivative: false,
});

const allP: Primitive<ReduceParams> = /* @__PURE__ */ primitive<ReduceParams>("all", {
  abstract: ([x], params) => reducedAval(x, params, bool),
  evaluate: ([x], out, { axes }) => reduce(kernels.all, x, axes, out),
  derivative: false,
});

const argmaxP: Primitive<ReduceParams> = /* @__PURE__ */ argExtremum("argmax", kernels.argmax);
const argminP: Primitive<ReduceParams> = /* @__PURE__ */ argExtremum("argmin", kernels.argmin);

function argExtremum(name: string, op: ReduceOp): Primitive<ReduceParams> {
  return primitive<ReduceParams>(name, {
    abstract([x], params) {
      const out = reducedAval(x, params, int32);
      if (x.layout.size === 0 && out.layout.size > 0) {
        throw new ShapeError(name, "the reduced axis must not be empty", { x: x.layout.shape });
      }
      return out;
    },
    evaluate: ([x], out, { axes }) => reduce(op, x, axes, out),
    derivative: false,
  });
}

/** `x`, or where it is not 0 for complex numbers. */
function truths(op: string, x: NDArray): NDArray {
  return requireArray(op, "x", x).type.kind === "complex" ? notEqual(x, 0) : x;
}
