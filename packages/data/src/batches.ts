import {
  type DType,
  type Dim,
  NDArray,
  type Random,
  type Shape,
  ShapeError,
  ValueError,
  arange,
  array,
  take,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";

/** An array, a list of arrays, or a record of arrays; all share their first axis. */
export type Batchable = NDArray | readonly NDArray[] | { readonly [name: string]: NDArray };

/** The structure of a batch: as the data, with the first dimension known only at run time. */
export type Batch<T> = T extends NDArray<infer D, infer S> ? Rows<D, S> : { [K in keyof T]: Batch<T[K]> };

type Rows<D extends DType, S extends Shape> = 0 extends 1 & S
  ? NDArray<D>
  : S extends readonly [Dim, ...infer Rest extends Shape]
    ? NDArray<D, readonly [number, ...Rest]>
    : NDArray<D>;

/** How to cut the first axis; `shuffle` needs `rng`. */
export type BatchOptions = {
  /** Rows of a batch. */
  readonly size: number;
  /** Leave out a last batch of fewer rows. Default false. */
  readonly dropLast?: boolean;
} & ({ readonly shuffle?: false; readonly rng?: Random } | { readonly shuffle: true; readonly rng: Random });

/** Batches of one data set; every iteration is an epoch. */
export interface Batches<T> extends Iterable<T> {
  /** Batches of an epoch. */
  readonly length: number;
}

/**
 * Cuts arrays along their first axis into batches of `size` rows; a last batch of fewer rows is kept unless `dropLast`.
 *
 * In order, batches are views. With `shuffle`, each iteration draws a new order from `rng`, the same for all arrays: the
 * same seed gives the same epochs, one after the other.
 *
 * @param data arrays of n rows each, or n itself, whose batches are the int32 indices of the rows
 * @throws {ShapeError} when the arrays differ in their number of rows, or have none to share
 * @throws {ValueError} when size is not a positive integer, n not a count, or shuffle has no rng
 * @example
 * for (const { x, y } of batches({ x: pixels, y: labels }, { size: 64, shuffle: true, rng: random(1) })) step(x, y);
 */
export function batches(n: number, options: BatchOptions): Batches<NDArray<"int32", readonly [number]>>;
export function batches<T extends { readonly [K in keyof T]: NDArray } | NDArray>(
  data: T,
  options: BatchOptions,
): Batches<Batch<T>>;
export function batches(data: number | Batchable, options: BatchOptions): Batches<unknown> {
  const op = "batches";
  const { size = 0, dropLast = false, shuffle = false, rng } = requireOptions(op, options);
  if (!Number.isInteger(size) || size < 1)
    throw new ValueError(op, "size must be a positive integer", kindOf(options?.size));
  if (shuffle && rng === undefined) {
    throw new ValueError(op, "shuffle must have a source of randomness", "no rng", "Pass rng: random(seed).");
  }
  const n = typeof data === "number" ? requireCount(op, data) : rowsOf(op, data);
  const length = dropLast ? Math.floor(n / size) : Math.ceil(n / size);
  return {
    length,
    *[Symbol.iterator]() {
      const order = shuffle ? orderOf(n, rng) : undefined;
      for (let i = 0; i < length; i++) yield rows(data, i * size, Math.min((i + 1) * size, n), order);
    },
  };
}

/** A random order of n rows; not an array, which the scope of whoever asks for the first batch would take back. */
function orderOf(n: number, rng: Random | undefined): Int32Array | undefined {
  const drawn = rng?.permutation(n);
  const order = drawn && Int32Array.from(drawn.toTypedArray());
  drawn?.dispose();
  return order;
}

/** Rows `start` to `stop` of the data, in the given order, in the data's own structure. */
function rows(data: number | Batchable, start: number, stop: number, order: Int32Array | undefined): unknown {
  if (order !== undefined) {
    const indices = array(order.subarray(start, stop));
    return typeof data === "number" ? indices : mapArrays(data, (x) => take(x, indices, { axis: 0 }));
  }
  if (typeof data === "number") return arange(start, stop, 1, { dtype: "int32" });
  return mapArrays(data, (x) => x.slice(`${start}:${stop}`));
}

function mapArrays(data: Batchable, f: (x: NDArray) => NDArray): Batchable {
  if (data instanceof NDArray) return f(data);
  if (Array.isArray(data)) return data.map(f);
  return Object.fromEntries(Object.entries(data).map(([name, x]) => [name, f(x)]));
}

function requireCount(op: string, n: number): number {
  if (Number.isInteger(n) && n >= 0 && n < 2 ** 31) return n;
  throw new ValueError(op, "n must be a number of rows", n);
}

/** The length that the arrays' first axes share. */
function rowsOf(op: string, data: Batchable): number {
  if (typeof data !== "object" || data === null) throw new ValueError(op, "data must hold arrays", kindOf(data));
  const arrays = data instanceof NDArray ? { data } : data;
  const shapes: Record<string, readonly number[]> = {};
  for (const [name, x] of Object.entries(arrays)) {
    if (!(x instanceof NDArray))
      throw new ValueError(op, `${name} must be an array`, kindOf(x), "Make one with array(…).");
    shapes[name] = x.shape;
  }
  const [first] = Object.values(shapes);
  if (first === undefined) throw new ValueError(op, "data must hold arrays", "none");
  if (Object.values(shapes).some((shape) => shape.length === 0)) {
    throw new ShapeError(op, "arrays must have a first axis to cut", shapes);
  }
  if (Object.values(shapes).some((shape) => shape[0] !== first[0])) {
    throw new ShapeError(op, "arrays must share their first dimension", shapes);
  }
  return first[0];
}
