import {
  type NDArray,
  add,
  arange,
  greaterEqual,
  less,
  logicalOr,
  mul,
  permuteDims,
  reshape,
  take as takeFrom,
  where,
} from "@linnet/core";
import { type Primitive, bind } from "@linnet/core/extend";
import { batched, next, ones, withAxes } from "./batch-axes.js";

/** Params of operations on what a view selects. */
export interface Selection {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
  readonly axes: readonly number[];
}

/** Params of operations on elements at arrays of positions: the axes that these walk, and where what they pick stands. */
export interface Pick {
  readonly axes: readonly number[];
  readonly bounds: readonly object[];
  readonly place: number;
}

interface AddAtParams {
  readonly pick: Pick;
  readonly shape: readonly number[];
}

interface ScatterParams {
  readonly axis: number;
  readonly length: number;
}

/** The selection from every member. */
export function wholeBatch({ starts, steps, counts, axes, ...rest }: Selection, size: number): Selection {
  const own = axes.map((axis) => (axis < 0 ? axis : axis + 1));
  return { ...rest, starts: [0, ...starts], steps: [1, ...steps], counts: [size, ...counts], axes: [0, ...own] };
}

/** Inputs: the array, and positions. */
export function pick(
  p: Primitive<Selection | Pick>,
  [x, ...indices]: readonly NDArray[],
  [isBatched, ...areBatched]: readonly boolean[],
  params: Pick,
  size: number,
): NDArray {
  const whole = batched(x, isBatched, size);
  if (!areBatched.includes(true)) return bind(p, [whole, ...indices], behind(params));
  const { positions, ndim } = walked(indices, areBatched, size);
  return permuteDims(bind(p, [whole, ...positions], inFront(params, size)), toPlace(whole.ndim - 1, ndim, params));
}

/** Inputs: the values, and positions. The adjoint of `pick`. */
export function addAt(
  p: Primitive<AddAtParams>,
  [values, ...indices]: readonly NDArray[],
  [isBatched, ...areBatched]: readonly boolean[],
  { pick: params, shape }: AddAtParams,
  size: number,
): NDArray {
  const whole = batched(values, isBatched, size);
  const result = [size, ...shape];
  if (!areBatched.includes(true)) return bind(p, [whole, ...indices], { pick: behind(params), shape: result });
  const { positions, ndim } = walked(indices, areBatched, size);
  const first = permuteDims(whole, fromPlace(whole.ndim, ndim, params));
  return bind(p, [first, ...positions], { pick: inFront(params, size), shape: result });
}

/** Inputs: the array, what it takes, and positions. */
export function put(
  p: Primitive<Selection | Pick>,
  [x, value, ...indices]: readonly NDArray[],
  [isBatched, valueIsBatched, ...areBatched]: readonly boolean[],
  params: Pick,
  size: number,
): NDArray {
  const whole = batched(x, isBatched, size);
  const { positions, ndim } = walked(indices, areBatched, size);
  const picked = whole.ndim - 1 - params.axes.length + ndim;
  const values = withAxes(batched(value, valueIsBatched, size), picked);
  if (!areBatched.includes(true)) return bind(p, [whole, values, ...indices], behind(params));
  const first = permuteDims(values, fromPlace(values.ndim, ndim, params));
  return bind(p, [whole, first, ...positions], inFront(params, size));
}

/** Inputs: the array, and positions along an axis. */
export function take(
  p: Primitive<number>,
  [x, indices]: readonly NDArray[],
  [isBatched, areBatched]: readonly boolean[],
  axis: number,
  size: number,
): NDArray {
  if (!areBatched) return bind(p, [x, indices], axis + 1);
  const ndim = indices.ndim - 1;
  if (!isBatched) return permuteDims(bind(p, [x, indices], axis), moved(x.ndim + ndim, axis, 0));
  // One array of all members, whose positions follow one another.
  const n: number = x.shape[axis + 1];
  const first = permuteDims(x, moved(x.ndim, axis + 1, 1));
  const all = reshape(first, [size * n, ...(first.shape as readonly number[]).slice(2)]);
  const taken = takeFrom(all, inAll(indices, size, n), { axis: 0 });
  return permuteDims(taken, toPlace(x.ndim - 1, ndim, { axes: [axis], place: axis }));
}

/** Inputs: the values, and positions along an axis of the result. */
export function scatterAdd(
  p: Primitive<ScatterParams>,
  [values, indices]: readonly NDArray[],
  [isBatched, areBatched]: readonly boolean[],
  { axis, length }: ScatterParams,
  size: number,
): NDArray {
  const whole = batched(values, isBatched, size);
  if (!areBatched) return bind(p, [whole, indices], { axis: axis + 1, length });
  const first = permuteDims(whole, fromPlace(whole.ndim, indices.ndim - 1, { place: axis }));
  const all = bind(p, [first, inAll(indices, size, length)], { axis: 0, length: size * length });
  const result = reshape(all, [size, length, ...(all.shape as readonly number[]).slice(1)]);
  return permuteDims(result, moved(result.ndim, 1, axis + 1));
}

/** Where positions do not differ, the axes that they walk are one further behind. */
function behind({ axes, place, ...rest }: Pick): Pick {
  return { ...rest, axes: next(axes), place: place + 1 };
}

/** Where they do, the batch is walked with them, and what is picked stands in front. */
function inFront({ axes, bounds, ...rest }: Pick, size: number): Pick {
  return { ...rest, axes: [0, ...next(axes)], bounds: [{ low: 0, high: size, of: "" }, ...bounds], place: 0 };
}

/** Positions along the batch and along each axis; and how many axes those of one member broadcast to. */
function walked(
  indices: readonly NDArray[],
  areBatched: readonly boolean[],
  size: number,
): { positions: readonly NDArray[]; ndim: number } {
  const ndim = Math.max(...indices.map((x, i) => x.ndim - (areBatched[i] ? 1 : 0)));
  const members: NDArray = reshape(arange(size, { dtype: "int32" }), [size, ...ones(ndim)]);
  return { positions: [members, ...indices.map((x, i) => (areBatched[i] ? withAxes(x, ndim) : x))], ndim };
}

/** From [batch, picked…, kept…] to [batch, kept…, picked…, kept…]: an order for `permuteDims`. */
function toPlace(members: number, ndim: number, { axes, place }: { axes: readonly number[]; place: number }): number[] {
  const kept = Array.from({ length: members - axes.length }, (_, i) => 1 + ndim + i);
  return [0, ...kept.toSpliced(place, 0, ...Array.from({ length: ndim }, (_, i) => 1 + i))];
}

/** The other way round, of an array of so many axes. */
function fromPlace(all: number, ndim: number, { place }: { place: number }): number[] {
  const axes = Array.from({ length: all - 1 }, (_, i) => i + 1);
  const picked = axes.splice(place, ndim);
  return [0, ...picked, ...axes];
}

/** The order of axes in which one has moved. */
function moved(ndim: number, from: number, to: number): number[] {
  const axes = Array.from({ length: ndim }, (_, i) => i);
  const [axis] = axes.splice(from, 1);
  return axes.toSpliced(to, 0, axis);
}

/** Positions in one array of all members with n places each; those outside of a member's are outside of it too. */
function inAll(indices: NDArray, size: number, n: number): NDArray<"int32"> {
  const outside = logicalOr(less(indices, -n), greaterEqual(indices, n));
  const start = reshape(mul(arange(size, { dtype: "int32" }), n), [size, ...ones(indices.ndim - 1)]);
  const inside = add(where(less(indices, 0), add(indices, n), indices), start);
  return where(outside, size * n, inside) as NDArray<"int32">; // of its operands' dtype
}
