import { elements, rowMajor, scalarLayout } from "@linnet/kernels";
import { kindOf, requireArray, requireList } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { type Selection, resolveIndex, selectedLayout, selectedOffset, selectedShape } from "../array/index-spec.js";
import { broadcastLayout, contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AtRule, IndexSpec, SliceRule } from "../array/typed-index.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { writeElements } from "../array/write-strided.js";
import { IndexError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { astype } from "./astype.js";
import { scalarOf } from "./elementwise.js";
import { sumTo } from "./sum-broadcast.js";

export type { At, IndexSpec, Sliced } from "../array/typed-index.js";

/**
 * Part of an array: a view, nothing is copied.
 *
 * Each index is an integer, which drops its axis; `"start:stop:step"`, of which every part may be left out and the step
 * may be negative; `"..."` for all axes not named; or `null` for a new axis of length 1. Negative positions count from
 * the end. Bounds of a slice are cut to the axis; an integer must lie in it.
 *
 * @throws {IndexError} for an integer outside its axis, and for more indices than axes
 * @throws {ValueError} for a malformed string, a step of 0, or a second ellipsis
 * @example
 * slice(array([[1, 2, 3], [4, 5, 6]]), "...", "::-1").toArray(); // [[3, 2, 1], [6, 5, 4]]
 */
export function slice<D extends DType, S extends Shape, const I extends readonly IndexSpec[]>(
  x: NDArray<D, S> & Check<SliceRule<S, I>, "slice">,
  ...index: I
): NDArray<D, Result<SliceRule<S, I>>> {
  const source = requireArray("slice", "x", x);
  return bind(sliceP, [source], resolveIndex("slice", index, source.layout.shape));
}

/** The sub-array at leading integer indices: a view. @throws {IndexError} for an index outside its axis */
export function at<D extends DType, S extends Shape, const I extends readonly number[]>(
  x: NDArray<D, S> & Check<AtRule<S, I>, "at">,
  index: I,
): NDArray<D, Result<AtRule<S, I>>> {
  const source: NDArray = x;
  const wrong = index.find((i) => typeof i !== "number");
  if (wrong !== undefined)
    throw new IndexError("at", "indices must be integers", kindOf(wrong), "Use slice for the rest.");
  return bind(sliceP, [source], resolveIndex("at", index, source.layout.shape));
}

/**
 * A copy of `x` in which the elements at `index` (as in `slice`) are replaced by `value`, broadcast and converted to
 * x's dtype. `x.with(index, value)` is the same.
 *
 * @throws {ShapeError} when `value` does not broadcast to what the index selects
 * @throws {IndexError} as `slice` does
 */
export function withValue<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  index: readonly IndexSpec[],
  value: NDArray | number,
): NDArray<D, S> {
  const source: NDArray = x;
  requireList("with", "index", index);
  return bind(withP, [source, valueFor("with", source, value)], resolveIndex("with", index, source.layout.shape));
}

export const sliceP: Primitive<Selection> = /* @__PURE__ */ primitive<Selection>("slice", {
  abstract: ([x], selection) => ({ type: x.type, layout: selectedLayout(x.layout, selection) }),
  view: (x, aval, selection) => viewOf(x, aval.layout, x.offset + selectedOffset(x.layout, selection)),
  derivative: {
    vjp: (ct, [x], _out, selection) => [() => bind(embedP, [ct], { shape: x.shape, selection, value: 0 })],
    jvp: ([dx], _inputs, _out, selection) => bind(sliceP, [dx], selection),
  },
});

/** An array of a shape that holds `x` from an index on, and one value elsewhere. */
export function embed(x: NDArray, shape: readonly number[], starts: readonly number[], value: number): NDArray {
  const counts = x.layout.shape;
  const selection = { starts, steps: counts.map(() => 1), counts, axes: counts.map((_, axis) => axis) };
  return bind(embedP, [x], { shape, selection, value });
}

interface EmbedParams {
  readonly shape: readonly number[];
  /** Where in `shape` the input goes. */
  readonly selection: Selection;
  /** What stands everywhere else. */
  readonly value: number;
}

/** The adjoint of slice: writes its input where the slice had read, and a constant elsewhere. */
const embedP: Primitive<EmbedParams> = /* @__PURE__ */ primitive<EmbedParams>("pad", {
  abstract: ([x], { shape }) => ({ type: x.type, layout: rowMajor(shape) }),

  evaluate([x], out, { selection, value }) {
    fill(out, value);
    writeElements(x, selected(out, selection));
  },

  derivative: {
    vjp: (ct, _inputs, _out, { selection }) => [() => bind(sliceP, [ct], selection)],
    jvp: ([dx], _inputs, _out, { shape, selection }) => bind(embedP, [dx], { shape, selection, value: 0 }),
  },
});

interface WithParams extends Selection {
  /** The operation that asks, where it is not the method. */
  readonly op?: string;
}

export const withP: Primitive<WithParams> = /* @__PURE__ */ primitive<WithParams>("with", {
  abstract([x, value], selection) {
    const [from, to] = [value.layout.shape, selectedShape(selection)];
    const skip = to.length - from.length;
    if (skip < 0 || from.some((n, i) => n !== 1 && n !== to[i + skip])) {
      throw new ShapeError(selection.op ?? "with", "value must broadcast to what the index selects", {
        value: from,
        selection: to,
      });
    }
    return contiguousLike(x);
  },

  evaluate([x, value], out, selection) {
    const target = selected(out, selection);
    writeElements(x, out);
    writeElements(viewOf(value, broadcastLayout(value.layout, target.layout.shape)), target);
  },

  derivative: {
    vjp: (ct, [, value], _out, selection) => [
      () => bind(withP, [ct, scalarOf(ct.type, 0)], selection),
      () => sumTo(bind(sliceP, [ct], selection), value.shape),
    ],
    jvp: ([dx, dv], _inputs, _out, selection) => bind(withP, [dx, dv], selection),
  },
});

/** The part of a new array that a selection names, to be written. */
function selected(out: NDArray, selection: Selection): NDArray {
  return viewOf(out, selectedLayout(out.layout, selection), out.offset + selectedOffset(out.layout, selection));
}

function fill(out: NDArray, value: number): void {
  if (value === 0) elements(out.storage, out.type).fill(0);
  else writeElements(viewOf(numberAs(out, value), broadcastLayout(scalarLayout, out.layout.shape), 0), out);
}

/** A number as a 0-d array of x's dtype. */
function numberAs(x: NDArray, value: number): NDArray {
  return scalarOf(x.type, x.type.kind === "bool" ? Number(value !== 0) : value);
}

/** What is written into `x`, as an array of x's dtype. */
export function valueFor(op: string, x: NDArray, value: NDArray | number): NDArray {
  if (typeof value === "number") return numberAs(x, value);
  requireArray(op, "value", value);
  return value.type === x.type ? value : astype(value, x.type.name);
}
