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
      const { shape, strides } = x.layout;
      const last = shape.length;
      const offset = index.reduce((at, n, axis) => at + n * steps[which][axis], x.offset);
      return new MatrixView(
        x.type,
        x.storage,
        offset,
        shape[last - 2],
        shape[last - 1],
        strides[last - 2],
        strides[last - 1],
      );
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
