import { elements, gather, requireLive, rowMajor, sameShape, scatter, scatterAdd } from "@linnet/kernels";
import { requireArray, requireList } from "../array/argument.js";
import type { Aval } from "../array/aval.js";
import { viewOf } from "../array/construct.js";
import type { DType } from "../array/dtype.js";
import { type Pick, isBasic, isMask, takeApart } from "../array/index-arrays.js";
import { resolveIndex } from "../array/index-spec.js";
import { broadcastLayout, contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { ArraySpec, IndexRule } from "../array/typed-index-arrays.js";
import type { IndexSpec } from "../array/typed-index.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import { writeElements } from "../array/write-strided.js";
import { ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { scalarOf } from "./elementwise.js";
import { commonShape, flattened, lastOfEach, walkedBy } from "./positions.js";
import { dense } from "./reshape.js";
import { sliceP, valueFor, withP } from "./slice-pad.js";
import { sumTo } from "./sum-broadcast.js";
import { where } from "./where.js";

/**
 * Part of an array: what `x[…]` is in NumPy.
 *
 * Each index is an integer, which drops its axis; `"start:stop:step"`, of which every part may be left out and the step
 * may be negative; `"..."` for all axes not named; `null` for a new axis of length 1; **positions** along an axis, an
 * array of integers or a list, in any order and repeated as often as one likes; or a **mask**, a bool array that stands
 * for as many axes as it has and selects where it holds. Negative positions count from the end. Bounds of a slice are
 * cut to the axis; positions must lie in it.
 *
 * Several arrays broadcast together and select one element for each place:
 *
 *     slice(x, [i₀, i₁], [j₀, j₁]) = [x[i₀, j₀], x[i₁, j₁]]
 *
 * The axes that they broadcast to take the place of the first; when a slice, an ellipsis or a new axis stands between
 * two of them, they come first. Next to arrays an integer is an array without axes.
 *
 * @returns a view, unless there are arrays among the indices: then a copy
 * @throws {IndexError} for a position outside its axis, and for more indices than axes
 * @throws {ShapeError} for a mask that has not the lengths of its axes, or arrays that do not broadcast
 * @throws {DTypeError} for an array of neither integers nor bools
 * @throws {ValueError} for a malformed string, a step of 0, or a second ellipsis
 * @remarks A mask is read when the operation is called: the shape of the result depends on it. The method `x.slice` takes
 *   all but arrays, so that programs without them do not load this.
 * @example
 * const x = array([[1, 2, 3], [4, 5, 6]]);
 * slice(x, "...", "::-1").toArray(); // [[3, 2, 1], [6, 5, 4]]
 * slice(x, x.greater(2)).toArray(); // [3, 4, 5, 6]
 * slice(x, [1, 0], [0, 2]).toArray(); // [4, 3]
 */
export function slice<D extends DType, S extends Shape, const I extends readonly ArraySpec[]>(
  x: NDArray<D, S> & Check<IndexRule<S, I>, "slice">,
  ...index: I
): NDArray<D, Result<IndexRule<S, I>>> {
  const source = requireArray("slice", "x", x);
  if (isBasic(index)) return bind(sliceP, [source], resolveIndex("slice", index, source.layout.shape));
  const { basic, indices, pick } = takeApart("slice", index, source.layout.shape);
  return bind(pickP, [viewed("slice", source, basic), ...indices], pick);
}

/**
 * A copy of `x` in which the elements at `index` (as in `slice`) are replaced by `value`, broadcast and converted to
 * x's dtype: what `x[index] = value` is in NumPy, for arrays that never change. Of a position given twice, the last
 * value stays.
 *
 * @throws {ShapeError} when `value` does not broadcast to what the index selects
 * @throws {IndexError} and the others, as `slice` does
 * @remarks The method `x.with(index, value)` does the same for indices without arrays.
 * @example
 * const x = array([1, -2, 3, -4]);
 * withValue(x, [x.less(0)], 0).toArray(); // [1, 0, 3, 0]
 * withValue(x, [[0, -1]], array([7, 8])).toArray(); // [7, -2, 3, 8]
 */
export function withValue<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  index: readonly ArraySpec[],
  value: NDArray | number,
): NDArray<D, S> {
  const op = "withValue";
  const source = requireArray(op, "x", x);
  requireLive(source.storage, op);
  requireList(op, "index", index);
  const filling = valueFor(op, source, value);
  const { shape } = source.layout;
  if (isBasic(index)) return bind(withP, [source, filling], { ...resolveIndex(op, index, shape), op });
  if (index.length === 1 && filling.ndim === 0 && isMask(index[0])) {
    const mask: NDArray = index[0];
    if (sameShape(mask.layout.shape, shape)) return where(mask, filling, source) as NDArray; // of x's dtype and shape
  }
  const { basic, indices, pick } = takeApart(op, index, shape);
  if (basic.every(isWhole)) return bind(putP, [source, filling, ...indices], pick);
  const changed = bind(putP, [viewed(op, source, basic), filling, ...indices], pick);
  return bind(withP, [source, changed], resolveIndex(op, basic, shape));
}

/** Inputs: the array, and positions along some of its axes. */
const pickP: Primitive<Pick> = /* @__PURE__ */ primitive<Pick>("slice", {
  abstract: ([x, ...indices], pick) => ({ type: x.type, layout: rowMajor(pickedShape(x, indices, pick)) }),

  evaluate([x, ...indices], out, pick) {
    const { view, flat } = walkedBy(x, indices, pick);
    gather(view, flat, pick.place, flattened(out, view, flat, pick.place));
  },

  derivative: {
    vjp: (ct, [x, ...indices], _out, pick) => [
      () => bind(addAtP, [ct, ...indices], { pick, shape: x.layout.shape }),
      ...indices.map(() => null),
    ],
    jvp: ([dx], [, ...indices], _out, pick) => bind(pickP, [dx, ...indices], pick),
  },
});

interface AddAtParams {
  readonly pick: Pick;
  /** Of the result. */
  readonly shape: readonly number[];
}

/** The adjoint: zeros, with what had been picked added where it had been. */
const addAtP: Primitive<AddAtParams> = /* @__PURE__ */ primitive<AddAtParams>("addAt", {
  abstract: ([values], { shape }) => ({ type: values.type, layout: rowMajor(shape) }),

  evaluate([values, ...indices], out, { pick }) {
    elements(out.storage, out.type).fill(0);
    const { view, flat } = walkedBy(out, indices, pick);
    scatterAdd(flattened(dense(values), view, flat, pick.place), flat, pick.place, view);
  },

  derivative: {
    vjp: (ct, [, ...indices], _out, { pick }) => [
      () => bind(pickP, [ct, ...indices], pick),
      ...indices.map(() => null),
    ],
    jvp: ([dv], [, ...indices], _out, params) => bind(addAtP, [dv, ...indices], params),
  },
});

/** Inputs: the array, what it takes, and positions along some of its axes. */
export const putP: Primitive<Pick> = /* @__PURE__ */ primitive<Pick>("with", {
  abstract([x, value, ...indices], pick) {
    const [from, to] = [value.layout.shape, pickedShape(x, indices, pick)];
    const skip = to.length - from.length;
    if (skip < 0 || from.some((n, i) => n !== 1 && n !== to[i + skip])) {
      throw new ShapeError(pick.op, "value must broadcast to what the index selects", { value: from, selection: to });
    }
    return contiguousLike(x);
  },

  evaluate([x, value, ...indices], out, pick) {
    writeElements(x, out);
    const { view, flat } = walkedBy(out, indices, pick);
    const taken = pickedShape(x, indices, pick);
    const values = dense(viewOf(value, broadcastLayout(value.layout, taken)));
    scatter(flattened(values, view, flat, pick.place), flat, pick.place, view);
  },

  derivative: {
    vjp: (ct, [, value, ...indices], _out, pick) => [
      () => bind(putP, [ct, scalarOf(ct.type, 0), ...indices], pick),
      () => {
        const kept = lastOfEach(ct, indices, pick);
        const back = bind(pickP, [ct, ...indices], pick);
        return sumTo(kept === null ? back : where(kept, back, 0), value.shape);
      },
      ...indices.map(() => null),
    ],
    jvp: ([dx, dv], [, , ...indices], _out, pick) => bind(putP, [dx, dv, ...indices], pick),
  },
});

/** The shape of what is picked. */
function pickedShape(x: Aval, indices: readonly Aval[], { op, axes, place }: Pick): readonly number[] {
  const kept = x.layout.shape.filter((_, axis) => !axes.includes(axis));
  return kept.toSpliced(place, 0, ...commonShape(op, indices));
}

function viewed(op: string, x: NDArray, basic: readonly IndexSpec[]): NDArray {
  return basic.every(isWhole) ? x : bind(sliceP, [x], resolveIndex(op, basic, x.layout.shape));
}

function isWhole(spec: IndexSpec): boolean {
  return spec === ":";
}
