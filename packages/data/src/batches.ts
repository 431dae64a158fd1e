import {
  type Columns,
  type DType,
  type Dim,
  NDArray,
  type Random,
  type Shape,
  ValueError,
  arange,
  array,
  take,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { ahead } from "./batching/ahead.js";
import { type Ending, chunksOf } from "./batching/chunks.js";
import { type Parts, partsOf } from "./batching/parts.js";
import { recut } from "./batching/recut.js";
import type { Cut } from "./table-typed.js";
import type { Table } from "./table.js";

/** An array, a list of arrays, or a record of arrays; all share their first axis. */
export type Batchable = NDArray | readonly NDArray[] | { readonly [name: string]: NDArray };

/** The structure of a batch: as the data, with the first dimension known only at run time. */
export type Batch<T> =
  T extends Table<infer C>
    ? Table<Cut<C>>
    : T extends NDArray<infer D, infer S>
      ? Rows<D, S>
      : { [K in keyof T]: Batch<T[K]> };

type Rows<D extends DType, S extends Shape> = 0 extends 1 & S
  ? NDArray<D>
  : S extends readonly [Dim, ...infer Rest extends Shape]
    ? NDArray<D, readonly [number, ...Rest]>
    : NDArray<D>;

interface Cutting {
  /** Rows of a batch. */
  readonly size: number;
  /** Leave out a last batch of fewer rows. Default false. */
  readonly dropLast?: boolean;
}

/** How to cut the first axis; `shuffle` needs `rng`. */
export type BatchOptions = Cutting &
  ({ readonly shuffle?: false; readonly rng?: Random } | { readonly shuffle: true; readonly rng: Random });

/** How to cut a stream; `shuffle` needs `rng` and `window`. */
export type StreamBatchOptions = Cutting & {
  /** How many batches are made while the reader works. Default 1. */
  readonly prefetch?: number;
  /** Ends the batches with its reason. */
  readonly signal?: AbortSignal;
} & (
    | { readonly shuffle?: false; readonly rng?: Random }
    | {
        readonly shuffle: true;
        readonly rng: Random;
        /** Rows from which the next is chosen. They are in memory. */
        readonly window: number;
      }
  );

/** Batches of one data set; every iteration is an epoch. */
export interface Batches<T> extends Iterable<T> {
  /** Batches of an epoch. */
  readonly length: number;
}

/**
 * Cuts arrays along their first axis, or a table, into batches of `size` rows; a last batch of fewer rows is kept unless `dropLast`.
 *
 * In order, batches are views. With `shuffle`, each iteration draws a new order from `rng`, the same for all arrays: the
 * same seed gives the same epochs, one after the other.
 *
 * A stream's chunks may be of any number of rows: its batches have `size` rows across them, in arrays of their own. While the reader
 * works on one, the next `prefetch` are made; errors come in their turn, and who leaves the loop closes the stream. With `shuffle`,
 * each row is chosen from the next `window`, in an order that depends on the rows and the seed alone, and not on the chunks: with
 * a window of all rows, every order is equally likely.
 *
 * @param data arrays of n rows each, a table, or n itself, whose batches are the int32 indices of the rows; or a stream of chunks, each
 *   arrays or a table
 * @throws {ShapeError} when the arrays differ in their number of rows, or have none to share; for a chunk whose rows have another shape
 * @throws {DTypeError} for a chunk of another dtype
 * @throws {ValueError} when size is not a positive integer, n not a count, or shuffle has no rng; for a chunk of other names
 * @remarks A stream takes the memory of a chunk, of the window, and of `prefetch` + 2 batches. An abort does not wait for the chunk that
 *   is on its way, leaving the loop does.
 * @example
 * for (const { x, y } of batches({ x: pixels, y: labels }, { size: 64, shuffle: true, rng: random(1) })) step(x, y);
 * for await (const { x, y } of batches(chunks, { size: 64, prefetch: 2 })) step(x, y);
 */
export function batches(n: number, options: BatchOptions): Batches<NDArray<"int32", readonly [number]>>;
export function batches<C extends Columns>(data: Table<C>, options: BatchOptions): Batches<Table<Cut<C>>>;
export function batches<T extends Batchable | Table>(
  data: AsyncIterable<T>,
  options: StreamBatchOptions,
): AsyncIterable<Batch<T>>;
export function batches<T extends { readonly [K in keyof T]: NDArray } | NDArray>(
  data: T,
  options: BatchOptions,
): Batches<Batch<T>>;
export function batches(
  data: number | Batchable | Table | AsyncIterable<unknown>,
  options: BatchOptions | StreamBatchOptions,
): Batches<unknown> | AsyncIterable<unknown> {
  const op = "batches";
  const given: Given = requireOptions(op, options);
  const { size = 0, shuffle = false, rng } = given;
  if (!Number.isInteger(size) || size < 1)
    throw new ValueError(op, "size must be a positive integer", kindOf(options?.size));
  if (shuffle && rng === undefined) {
    throw new ValueError(op, "shuffle must have a source of randomness", "no rng", "Pass rng: random(seed).");
  }
  return isStream(data) ? ofStream(op, data, size, given) : ofMemory(op, data, size, given);
}

/** All options that there are, not yet looked at. */
interface Given extends Partial<Cutting> {
  readonly shuffle?: boolean;
  readonly rng?: Random;
  readonly window?: number;
  readonly prefetch?: number;
  readonly signal?: AbortSignal;
}

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof (data as AsyncIterable<unknown> | null)?.[Symbol.asyncIterator] === "function";
}

function ofMemory(op: string, data: unknown, size: number, given: Given): Batches<unknown> {
  for (const name of ["window", "prefetch", "signal"] as const) {
    if (given[name] === undefined) continue;
    throw new ValueError(
      op,
      `${name} must be left out where data is in memory`,
      kindOf(given[name]),
      "It is for streams.",
    );
  }
  const parts = typeof data === "number" ? undefined : partsOf(op, data);
  const n = parts?.rows ?? requireCount(op, data as number);
  const length = given.dropLast === true ? Math.floor(n / size) : Math.ceil(n / size);
  return {
    length,
    *[Symbol.iterator]() {
      const order = given.shuffle === true ? orderOf(n, given.rng) : undefined;
      for (let i = 0; i < length; i++) yield rows(parts, i * size, Math.min((i + 1) * size, n), order);
    },
  };
}

function ofStream(op: string, data: AsyncIterable<unknown>, size: number, given: Given): AsyncIterable<unknown> {
  const { dropLast = false, shuffle = false, rng, window = 0, prefetch = 1, signal } = given;
  if (!Number.isInteger(prefetch) || prefetch < 0) {
    throw new ValueError(op, "prefetch must be a number of batches", kindOf(prefetch));
  }
  if (shuffle && !(Number.isInteger(window) && window > 0 && window < 2 ** 31)) {
    const hint = "Rows are shuffled within it: as many as memory has room for.";
    throw new ValueError(op, "a stream that is shuffled must have a window of rows", kindOf(given.window), hint);
  }
  return {
    [Symbol.asyncIterator]() {
      const ending: Ending = { asked: false };
      // A stream of its own: it is drawn from ahead of the reader, who may draw from rng too.
      const own = shuffle ? rng?.split(1)[0] : undefined;
      const chunks = chunksOf(data, ending, signal);
      const made = recut(op, chunks, { size, dropLast, shuffle: own && { window, rng: own } });
      return ahead(made, prefetch, ending, signal);
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

/** Rows `start` to `stop`, in the given order, in the data's own structure; of no data, their indices. */
function rows(data: Parts | undefined, start: number, stop: number, order: Int32Array | undefined): unknown {
  const taken = order?.subarray(start, stop);
  const indices: NDArray | undefined = taken && array(taken);
  if (data === undefined) return indices ?? arange(start, stop, 1, { dtype: "int32" });
  return data.build(
    data.parts.map((part) => {
      if (part instanceof NDArray)
        return indices === undefined ? part.slice(`${start}:${stop}`) : take(part, indices, { axis: 0 });
      return taken === undefined ? part.slice(start, stop) : Array.from(taken, (i) => part[i]);
    }),
  );
}

function requireCount(op: string, n: number): number {
  if (Number.isInteger(n) && n >= 0 && n < 2 ** 31) return n;
  throw new ValueError(op, "n must be a number of rows", n);
}
