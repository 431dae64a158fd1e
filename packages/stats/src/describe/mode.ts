import { type DType, type NDArray, type Reduced, type Shape, ShapeError, ValueError, array } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/** The most frequent values of columns. */
export interface Mode<D extends DType, S extends Shape> {
  /** The smallest, where several occur as often. 0-d of a vector, `[p]` of a table. */
  readonly values: NDArray<D, Reduced<S, 0, false>>;
  /** How often each occurs. */
  readonly counts: NDArray<"int32", Reduced<S, 0, false>>;
}

/**
 * The most frequent value of a vector, or of each column of a table, the smallest where several are.
 *
 * @param x `[n]` or `[n, p]`, of any real dtype, bool too
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN
 * @example
 * const { values, counts } = mode(array([3, 1, 3, 2, 1]));
 * values.item(); // 1
 * counts.item(); // 2
 */
export function mode<D extends DType, S extends Shape>(x: NDArray<D, S>): Mode<D, S> {
  const data: NDArray = requireArray("mode", "x", x);
  if ((data.ndim !== 1 && data.ndim !== 2) || data.size === 0) {
    throw new ShapeError("mode", "x must be a vector or a matrix with at least one element", { x: data.shape });
  }
  const n: number = data.shape[0];
  const p = data.size / n;
  const numbers = data.toTypedArray();
  const found = Array.from({ length: p }, (_, j) => mostFrequent(numbers, j, p));
  const shape = data.shape.slice(1);
  return {
    values: array(found.map(({ value }) => value) as number[], { dtype: data.dtype, shape }) as NDArray,
    counts: array(found.map(({ count }) => count) as number[], { dtype: "int32", shape }) as NDArray,
  };
}

function mostFrequent(numbers: ArrayLike<number>, column: number, columns: number): { value: number; count: number } {
  const counts = new Map<number, number>(); // −0 and 0 are one key
  let value = Infinity;
  let count = 0;
  for (let i = column; i < numbers.length; i += columns) {
    const x = numbers[i];
    if (Number.isNaN(x)) {
      const row = (i - column) / columns;
      throw new ValueError("mode", "x must have no missing values", `NaN in column ${column}, row ${row}`);
    }
    const times = (counts.get(x) ?? 0) + 1;
    counts.set(x, times);
    if (times > count || (times === count && x < value)) {
      value = x;
      count = times;
    }
  }
  return { value, count };
}
