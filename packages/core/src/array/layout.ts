import { type Layout, rowMajor, sameShape, strided } from "@linnet/kernels";
import { IndexError, ShapeError, ValueError } from "../errors.js";
import { kindOf, listOf, requireArray, requireList } from "./argument.js";
import type { Aval } from "./aval.js";

/** The largest dimension: indices are int32. */
const MAX_DIM = 2 ** 31 - 1;

/** The shape of two broadcast together, by NumPy's rule. @throws {ShapeError} when a pair differs and none is 1 */
export function broadcastShapes(op: string, a: readonly number[], b: readonly number[]): readonly number[] {
  if (sameShape(a, b)) return a;
  const n = Math.max(a.length, b.length);
  const out = new Array<number>(n);
  for (let i = 1; i <= n; i++) {
    const x = i <= a.length ? a[a.length - i] : 1;
    const y = i <= b.length ? b[b.length - i] : 1;
    if (x !== y && x !== 1 && y !== 1) throw new ShapeError(op, `dimensions ${x} and ${y} do not broadcast`, { a, b });
    out[n - i] = x === 1 ? y : x;
  }
  return out;
}

/** The strides that walk `layout` as if it had `shape`; `shape` must be one that it broadcasts to. */
export function broadcastLayout(layout: Layout, shape: readonly number[]): Layout {
  if (sameShape(layout.shape, shape)) return layout;
  const skip = shape.length - layout.shape.length;
  const strides = shape.map((_, i) => (i < skip || layout.shape[i - skip] === 1 ? 0 : layout.strides[i - skip]));
  return strided(shape, strides);
}

/** A non-negative axis below `ndim`. @throws {IndexError} */
export function normalizeAxis(op: string, axis: number, ndim: number): number {
  if (ndim === 0) throw new IndexError(op, "there must be an axis to choose", "a 0-d array");
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
    const expected = `axis must be an integer in [${-ndim}, ${ndim - 1}] for an array of ${ndim} axes`;
    throw new IndexError(op, expected, kindOf(axis));
  }
  return axis < 0 ? axis + ndim : axis;
}

/** The place of a new axis in a result of `ndim` axes, not negative. @throws {IndexError} */
export function normalizePlace(op: string, axis: number, ndim: number): number {
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
    const expected = `axis must be an integer in [${-ndim}, ${ndim - 1}] for a result of ${ndim} axes`;
    throw new IndexError(op, expected, kindOf(axis));
  }
  return axis < 0 ? axis + ndim : axis;
}

const axesOf: (readonly number[])[] = [];

/** [0, 1, …, n − 1], made once. */
export function axesUpTo(n: number): readonly number[] {
  return (axesOf[n] ??= Array.from({ length: n }, (_, i) => i));
}

/** Distinct axes in ascending order; `undefined` means all. @throws {IndexError} also for an axis given twice */
export function normalizeAxes(
  op: string,
  axis: number | readonly number[] | undefined,
  ndim: number,
): readonly number[] {
  if (axis === undefined) return axesUpTo(ndim);
  if (!Array.isArray(axis)) return [normalizeAxis(op, axis as number, ndim)]; // checked there
  const axes = (axis as readonly number[]).map((a) => normalizeAxis(op, a, ndim)).toSorted((a, b) => a - b);
  const twice = axes.find((a, i) => i > 0 && a === axes[i - 1]);
  if (twice !== undefined) throw new IndexError(op, "axes must be distinct", `axis ${twice} twice`);
  return axes;
}

/** Refuses what is not a list of dimensions, but for one that is not known yet. @throws {ValueError} */
export function requireShape(op: string, shape: readonly number[], unknown = -1): void {
  requireList(op, "shape", shape);
  let size = 1;
  for (let i = 0; i < shape.length; i++) {
    if (i === unknown) continue;
    const n = shape[i];
    if (!Number.isInteger(n) || n < 0 || n > MAX_DIM) {
      throw new ValueError(op, `dimensions must be integers in [0, ${MAX_DIM}]`, listOf(shape));
    }
    if (n > 0) size *= n; // strides count the elements of the other axes, even where there are none in all
  }
  if (size > Number.MAX_SAFE_INTEGER)
    throw new ValueError(op, "the shape must be of a countable size", `[${shape.join(", ")}]`);
}

/** @throws {ShapeError} when `x` has fewer axes than `ndim` */
export function requireNdim(op: string, name: string, x: Aval, ndim: number): void {
  requireArray(op, name, x);
  if (x.layout.shape.length >= ndim) return;
  const axes = ndim === 1 ? "one axis" : ndim === 2 ? "two axes" : `${ndim} axes`;
  throw new ShapeError(op, `${name} must have at least ${axes}`, { [name]: x.layout.shape });
}

/** The last two dimensions. */
export function matrixDims(x: Aval): readonly [number, number] {
  const { shape } = x.layout;
  return [shape[shape.length - 2], shape[shape.length - 1]];
}

/** All dimensions but the last two. */
export function batchDims(x: Aval): readonly number[] {
  return x.layout.shape.slice(0, -2);
}

/** The row-major aval of `like`'s dtype and shape: `like` itself when it is row-major. */
export function contiguousLike(like: Aval): Aval {
  return like.layout.contiguous ? like : { type: like.type, layout: rowMajor(like.layout.shape) };
}

/** The index of the element at a row-major position. */
export function unravel(position: number, shape: readonly number[]): readonly number[] {
  const index = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = position % shape[axis];
    position = Math.floor(position / shape[axis]);
  }
  return index;
}
