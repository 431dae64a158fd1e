import { MatrixView } from "@linnet/kernels";
import type { NDArray } from "./ndarray.js";

/** The last two axes of an array of exactly two, as kernels take them. */
export function matrixViewOf(x: NDArray): MatrixView {
  const { shape, strides } = x.layout;
  return new MatrixView(x.type, x.storage, x.offset, shape[0], shape[1], strides[0], strides[1]);
}

/**
 * Walks the leading axes of several arrays together, broadcasting them, and yields the matrices that meet. All arrays
 * have at least two axes, and their leading ones broadcast.
 */
export function matrices(arrays: readonly NDArray[]): Iterable<readonly MatrixView[]> {
  return arrays.every((x) => x.layout.shape.length === 2) ? [arrays.map(matrixViewOf)] : batchOf(arrays);
}

function* batchOf(arrays: readonly NDArray[]): Generator<readonly MatrixView[]> {
  const ndim = Math.max(...arrays.map((x) => x.layout.shape.length)) - 2;
  const dims = Array.from({ length: ndim }, (_, axis) =>
    arrays.reduce((n, x) => (n === 1 ? dimAt(x, axis, ndim) : n), 1),
  );
  const steps = arrays.map((x) => dims.map((_, axis) => (dimAt(x, axis, ndim) === 1 ? 0 : strideAt(x, axis, ndim))));
  const count = dims.reduce((a, b) => a * b, 1);
  const index = new Array<number>(ndim).fill(0);
  for (let i = 0; i < count; i++) {
    yield arrays.map((x, which) => {
      const offset = index.reduce((at, n, axis) => at + n * steps[which][axis], x.offset);
      return matrixAt(x, offset);
    });
    for (let axis = ndim - 1; axis >= 0 && ++index[axis] === dims[axis]; axis--) index[axis] = 0;
  }
}

function dimAt(x: NDArray, axis: number, ndim: number): number {
  const i = axis - ndim + x.layout.shape.length - 2;
  return i < 0 ? 1 : x.layout.shape[i];
}

function strideAt(x: NDArray, axis: number, ndim: number): number {
  return x.layout.strides[axis - ndim + x.layout.shape.length - 2];
}

/** Matrices at equal distances: the first of each array, and how many elements on the next begins. */
export interface Run {
  readonly count: number;
  readonly first: readonly MatrixView[];
  readonly steps: readonly number[];
}

/** As `matrices`, with as many of the leading axes as possible taken as one: where arrays are contiguous, all of them. */
export function matrixRuns(arrays: readonly NDArray[]): Iterable<Run> {
  const ndim = Math.max(...arrays.map((x) => x.layout.shape.length)) - 2;
  const dims = Array.from({ length: ndim }, (_, axis) =>
    arrays.reduce((n, x) => (n === 1 ? dimAt(x, axis, ndim) : n), 1),
  );
  const step = (x: NDArray, axis: number): number => (dimAt(x, axis, ndim) === 1 ? 0 : strideAt(x, axis, ndim));
  let count = 1;
  let steps = arrays.map(() => 0);
  let axis = ndim - 1;
  for (; axis >= 0; axis--) {
    if (dims[axis] === 1) continue;
    const outer = arrays.map((x) => step(x, axis));
    if (count === 1) steps = outer;
    else if (outer.some((s, i) => s !== steps[i] * count)) break;
    count *= dims[axis];
  }
  return runsFrom(arrays, dims.slice(0, axis + 1), step, { count, steps });
}

function* runsFrom(
  arrays: readonly NDArray[],
  dims: readonly number[],
  step: (x: NDArray, axis: number) => number,
  run: Omit<Run, "first">,
): Generator<Run> {
  const total = dims.reduce((a, b) => a * b, 1);
  const index = new Array<number>(dims.length).fill(0);
  for (let i = 0; i < total; i++) {
    const first = arrays.map((x) =>
      matrixAt(
        x,
        index.reduce((at, n, axis) => at + n * step(x, axis), x.offset),
      ),
    );
    yield { ...run, first };
    for (let axis = dims.length - 1; axis >= 0 && ++index[axis] === dims[axis]; axis--) index[axis] = 0;
  }
}

function matrixAt({ type, storage, layout: { shape, strides } }: NDArray, offset: number): MatrixView {
  const [row, col] = [shape.length - 2, shape.length - 1];
  return new MatrixView(type, storage, offset, shape[row], shape[col], strides[row], strides[col]);
}
