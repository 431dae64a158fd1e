import { type NDArray, ShapeError, broadcastTo, reshape, stack, unstack } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";

/** Finite real numbers whose last axes have these lengths; integers are converted to float64. @throws {ShapeError} */
export function requireTail(op: string, name: string, x: NDArray, tail: readonly number[]): NDArray {
  const source = requireFloat(op, name, x);
  const { shape } = source.layout;
  const skip = shape.length - tail.length;
  if (skip < 0 || tail.some((n, i) => shape[skip + i] !== n)) {
    throw new ShapeError(op, `${name} must have shape […, ${tail.join(", ")}]`, { [name]: shape });
  }
  requireFinite(op, name, source);
  return source;
}

/** The components of vectors, along the last axis. */
export function components(x: NDArray): NDArray[] {
  return unstack(x, { axis: -1 }) as NDArray[];
}

/** The entries of matrices `[…, n, n]`, row by row. */
export function entries(a: NDArray): NDArray[] {
  const { shape } = a.layout;
  return components(reshape(a, [...shape.slice(0, -2), shape[shape.length - 1] ** 2]));
}

/** Vectors of components of one shape. */
export function vectorOf(parts: readonly NDArray[]): NDArray {
  return stack(parts, { axis: -1 });
}

/** Matrices of rows of entries of one shape. */
export function matrixOf(rows: readonly (readonly NDArray[])[]): NDArray {
  const parts = rows.flat();
  return reshape(vectorOf(parts), [...parts[0].layout.shape, rows.length, rows[0].length]);
}

/** An array whose axes in front of the last `axes` ones are `batch`. */
export function inBatch(x: NDArray, batch: readonly number[], axes: number): NDArray {
  const { shape } = x.layout;
  return broadcastTo(x, [...batch, ...shape.slice(shape.length - axes)]);
}
