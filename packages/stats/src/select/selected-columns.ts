import { type NDArray, ShapeError, ValueError, array, concat, take, zeros } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";
import type { ModelReader } from "../model-json.js";
import { requireColumns } from "../prepare/table.js";

/** Columns that were kept, ascending int32 indices. */
export type Selected<K extends number> = NDArray<"int32", readonly [K]>;

/** Indices of the columns that were kept, in order. */
export function selectedOf(kept: readonly number[]): NDArray<"int32", readonly [number]> {
  return array(Int32Array.from(kept.toSorted((a, b) => a - b)));
}

/** The kept columns of a table with as many as were fitted. @throws {ShapeError} */
export function keepColumns(op: string, x: NDArray, selected: NDArray, width: number): NDArray {
  return take(requireColumns(op, x, width), selected, { axis: 1 });
}

/** The kept columns in their places, and zeros in those of the others. @throws {ShapeError} */
export function placeColumns(op: string, z: NDArray, selected: NDArray, width: number): NDArray {
  if (requireArray(op, "z", z).ndim !== 2 || z.shape[1] !== selected.size) {
    throw new ShapeError(op, `z must have the ${selected.size} columns that were kept`, { z: z.shape });
  }
  const wide = concat([z, zeros([z.shape[0], 1], { dtype: z.dtype })], { axis: 1 }) as NDArray;
  const places = new Int32Array(width).fill(selected.size); // the column of zeros
  selected.toTypedArray().forEach((column, k) => (places[column] = k));
  return take(wide, array(places), { axis: 1 });
}

/** @throws {ValueError} unless they are columns of a table so wide */
export function readSelected(op: string, reader: ModelReader, width: number): NDArray<"int32", readonly [number]> {
  const selected = reader.array("selected", "k");
  const wrong = Array.from(selected.toTypedArray()).find((j) => !(Number.isInteger(j) && j >= 0 && j < width));
  if (wrong === undefined) return selected.astype("int32") as NDArray;
  throw new ValueError(op, `selected must be columns in [0, ${width - 1}]`, wrong);
}
