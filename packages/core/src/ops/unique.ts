import type { DType } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import { requireLiveReal } from "../array/require.js";
import type { Shape } from "../array/typed-shape.js";
import { take } from "./gather-scatter.js";
import { int32Of, numbersOf } from "./numbers-of.js";
import { reshape } from "./reshape.js";
import { argsort } from "./sort.js";

type Vector<D extends DType> = NDArray<D, readonly [number]>;

/** What `uniqueAll` finds. */
export interface Unique<D extends DType, S extends Shape> {
  /** The distinct values, ascending. */
  readonly values: Vector<D>;
  /** Where each occurs first in the flattened array. */
  readonly indices: Vector<"int32">;
  /** Of each element, the place of its value: `take(values, inverseIndices)` is `x`. */
  readonly inverseIndices: NDArray<"int32", S>;
  /** How often each occurs. */
  readonly counts: Vector<"int32">;
}

/**
 * The distinct elements, ascending, with where each occurs first, where each element went, and how often each occurs.
 * −0 and 0 are one; every NaN is one by itself, as it equals none, and comes last.
 *
 * @throws {DTypeError} for complex numbers
 * @remarks One sort. The values can be differentiated.
 * @example
 * uniqueAll(array([3, 1, 3])).counts.toArray(); // [1, 2]
 */
export function uniqueAll<D extends DType, S extends Shape>(x: NDArray<D, S>): Unique<D, S> {
  return distinct("uniqueAll", x as NDArray);
}

/** The distinct elements, ascending, and how often each occurs; see `uniqueAll`. */
export function uniqueCounts<D extends DType>(x: NDArray<D>): Pick<Unique<D, Shape>, "values" | "counts"> {
  const { values, counts } = distinct("uniqueCounts", x);
  return { values, counts };
}

/** The distinct elements, ascending, and the place of each element's value among them; see `uniqueAll`. */
export function uniqueInverse<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
): Pick<Unique<D, S>, "values" | "inverseIndices"> {
  const { values, inverseIndices } = distinct("uniqueInverse", x as NDArray);
  return { values, inverseIndices };
}

/** The distinct elements, ascending: NumPy's name of `uniqueValues`. */
export function unique<D extends DType>(x: NDArray<D>): Vector<D> {
  return distinct("unique", x).values;
}

/** The distinct elements, ascending; see `uniqueAll`. */
export function uniqueValues<D extends DType>(x: NDArray<D>): Vector<D> {
  return distinct("uniqueValues", x).values;
}

function distinct(op: string, x: NDArray): Unique<any, any> {
  requireLiveReal(op, "x", x);
  const flat: NDArray = reshape(x, [x.size]);
  const order = numbersOf(op, "x", argsort(flat)).slice();
  const data = numbersOf(op, "x", x);
  const first: number[] = [];
  const counts: number[] = [];
  const inverse = new Int32Array(order.length);
  for (const [i, place] of order.entries()) {
    if (i === 0 || data[order[i - 1]] !== data[place]) {
      first.push(place); // the sort is stable
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[place] = first.length - 1;
  }
  const indices = int32Of(first);
  const inverseIndices = int32Of(inverse, x.layout.shape);
  return { values: take(flat, indices), indices, inverseIndices, counts: int32Of(counts) };
}
