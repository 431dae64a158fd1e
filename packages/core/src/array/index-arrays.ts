import { elements, int32, requireLive, rowMajor } from "@linnet/kernels";
import { ShapeError } from "../errors.js";
import { type Bounds, axisBounds, indexArray } from "../ops/indices.js";
import { dense } from "../ops/reshape.js";
import { isArray } from "./argument.js";
import { allocate } from "./construct.js";
import { impliedAxes } from "./index-spec.js";
import type { NDArray } from "./ndarray.js";
import type { ArraySpec } from "./typed-index-arrays.js";
import type { IndexSpec } from "./typed-index.js";

/** How arrays of indices meet an array. */
export interface Pick {
  /** The operation that asks, for what it may refuse. */
  readonly op: string;
  /** The axis of the array that each of them walks. */
  readonly axes: readonly number[];
  /** What each of them may hold. */
  readonly bounds: readonly Bounds[];
  /** Where the axes that they broadcast to stand in the result. */
  readonly place: number;
}

/** An index with arrays in it, taken apart: first what a view can select, then what has to be gathered from the view. */
export interface ArrayIndex {
  /** The index with `":"` in place of each array. */
  readonly basic: readonly IndexSpec[];
  /** Positions, int32. */
  readonly indices: readonly NDArray[];
  readonly pick: Pick;
}

/** Whether a view selects what an index names: there are no arrays in it, nor lists of positions. */
export function isBasic(index: readonly ArraySpec[]): index is readonly IndexSpec[] {
  return !index.some(isPositions);
}

/**
 * NumPy's rule: a mask of n axes is n arrays of positions; arrays broadcast together; and their axes take the place of
 * the first of them, unless a slice, an ellipsis or a new axis stands between two: then they come first. An integer
 * counts as an array of no axes.
 *
 * @throws {ShapeError} for a mask that has not the lengths of its axes
 * @throws {DTypeError} for arrays of neither integers nor bools
 */
export function takeApart(op: string, index: readonly ArraySpec[], shape: readonly number[]): ArrayIndex {
  const basic: IndexSpec[] = [];
  const indices: NDArray[] = [];
  const pick = { op, axes: [] as number[], bounds: [] as Bounds[], place: -1 };
  const implied = impliedAxes(op, index.flatMap(standIn), shape.length);
  let [from, viewed, kept, closed] = [0, 0, 0, false]; // axes of the array, of the view, and of it those not walked by arrays
  const keep = (count: number): void => {
    viewed += count;
    kept += count;
    closed = pick.place >= 0;
  };
  const walk = (): void => {
    if (pick.place < 0) pick.place = kept;
    else if (closed) pick.place = 0;
  };
  const gatherBy = (positions: NDArray, spec: ":" | null, bounds: Bounds): void => {
    basic.push(spec);
    indices.push(positions);
    pick.axes.push(viewed++);
    pick.bounds.push(bounds);
    if (spec !== null) from++;
  };
  for (const spec of index) {
    if (isPositions(spec)) {
      walk();
      if (isMask(spec)) {
        requireFit(op, spec, shape.slice(from, from + spec.ndim));
        if (spec.ndim === 0) gatherBy(positionsIn(op, spec)[0], null, { low: 0, high: 1, of: "" });
        else for (const places of positionsIn(op, spec)) gatherBy(places, ":", axisBounds(shape, from));
      } else gatherBy(indexArray(op, spec), ":", axisBounds(shape, from));
    } else if (spec === "...") {
      for (let i = 0; i < implied; i++) basic.push(":");
      from += implied;
      keep(implied);
      closed = pick.place >= 0; // it separates even where it stands for no axis
    } else {
      basic.push(spec);
      if (typeof spec === "number") walk();
      else keep(1);
      if (spec !== null) from++;
    }
  }
  return { basic, indices, pick };
}

/** An array or list among other parts of an index. */
function isPositions(spec: ArraySpec): spec is NDArray | readonly number[] {
  return isArray(spec) || Array.isArray(spec);
}

/** A bool array. */
export function isMask(spec: ArraySpec): spec is NDArray {
  return isArray(spec) && spec.type.kind === "bool";
}

/** As many axes as a part of an index takes. */
function standIn(spec: ArraySpec): readonly IndexSpec[] {
  if (!isPositions(spec)) return [spec];
  return isMask(spec) ? new Array<":">(spec.ndim).fill(":") : [":"];
}

function requireFit(op: string, mask: NDArray, axes: readonly number[]): void {
  if (mask.layout.shape.every((n, i) => n === axes[i])) return;
  throw new ShapeError(op, "a mask must have the lengths of the axes that it selects from", { mask: mask.shape, axes });
}

/** Where a mask holds, in row-major order: the indices along each of its axes, or along one of length 1 when it has none. */
function positionsIn(op: string, mask: NDArray): readonly NDArray[] {
  requireLive(mask.storage, op);
  const source = dense(mask);
  const { offset, size } = source;
  const held = elements(source.storage, source.type);
  let count = 0;
  for (let i = 0; i < size; i++) count += held[offset + i];
  const shape: readonly number[] = mask.ndim === 0 ? [1] : mask.layout.shape;
  const out = shape.map(() => allocate({ type: int32, layout: rowMajor([count]) }));
  const lists = out.map((x) => elements(x.storage, int32));
  const data = elements(source.storage, source.type); // again: memory may have grown
  const last = shape.length - 1;
  const index = new Array<number>(last).fill(0);
  for (let at = offset, k = 0; k < count; at += shape[last]) {
    const first = k;
    for (let j = 0; j < shape[last]; j++) if (data[at + j] !== 0) lists[last][k++] = j;
    for (let axis = 0; axis < last; axis++) lists[axis].fill(index[axis], first, k);
    for (let axis = last - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return out;
}
