import { strided } from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxes, normalizePlace } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Expanded, Shape } from "../array/typed-shape.js";
import type { SqueezeRule, Squeezable } from "../array/typed-squeeze.js";
import type { Check, Result } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";

/**
 * A new axis of length 1, at place `axis` of the result: a view. Negative places count from the end of the result.
 *
 * @throws {IndexError} for a place that the result does not have
 * @example
 * expandDims(array([1, 2, 3]), -1).shape; // [3, 1]
 */
export function expandDims<D extends DType, S extends Shape, const A extends number>(
  x: NDArray<D, S>,
  axis: A,
): NDArray<D, Expanded<S, A>> {
  const source = requireArray("expandDims", "x", x);
  return bind(expandDimsP, [source], [normalizePlace("expandDims", axis, source.ndim + 1)]);
}

/**
 * Without the given axes, which must have length 1 (without all that have, when none is given): a view.
 *
 * @throws {ShapeError} when an axis has another length
 * @throws {IndexError} for an axis that `x` does not have
 */
export function squeeze<D extends DType, S extends Shape, const A extends Squeezable = undefined>(
  x: NDArray<D, S> & Check<SqueezeRule<S, A>, "squeeze">,
  axis?: A,
): NDArray<D, Result<SqueezeRule<S, A>>> {
  const source = requireArray("squeeze", "x", x);
  const { shape } = source.layout;
  const ones = shape.flatMap((n, i) => (n === 1 ? [i] : []));
  const axes = axis === undefined ? ones : normalizeAxes("squeeze", axis, shape.length);
  const wrong = axes.find((a) => shape[a] !== 1);
  if (wrong !== undefined) {
    throw new ShapeError(
      "squeeze",
      `axis ${wrong} must have length 1`,
      { x: shape },
      "Take a part with slice, or reduce it.",
    );
  }
  return bind(squeezeP, [source], axes);
}

/** Params: places in the result, ascending. */
const expandDimsP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("expandDims", {
  abstract([x], axes) {
    const shape = [...x.layout.shape];
    const strides = [...x.layout.strides];
    for (const axis of axes) {
      shape.splice(axis, 0, 1);
      strides.splice(axis, 0, 0);
    }
    return { type: x.type, layout: strided(shape, strides) };
  },
  view: (x, aval) => viewOf(x, aval.layout),
  derivative: {
    vjp: (ct, _inputs, _out, axes) => [() => bind(squeezeP, [ct], axes)],
    jvp: ([dx], _inputs, _out, axes) => bind(expandDimsP, [dx], axes),
  },
});

/** Params: axes of the input, ascending. */
const squeezeP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("squeeze", {
  abstract([x], axes) {
    const { shape, strides } = x.layout;
    const kept = (_: number, i: number): boolean => !axes.includes(i);
    return { type: x.type, layout: strided(shape.filter(kept), strides.filter(kept)) };
  },
  view: (x, aval) => viewOf(x, aval.layout),
  derivative: {
    vjp: (ct, _inputs, _out, axes) => [() => bind(expandDimsP, [ct], axes)],
    jvp: ([dx], _inputs, _out, axes) => bind(squeezeP, [dx], axes),
  },
});
