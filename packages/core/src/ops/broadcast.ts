import { requireArray, requireList, requireOptions } from "../array/argument.js";
import { broadcastShapes as pair, requireShape } from "../array/layout.js";
import type { BroadcastAll, BroadcastArrays, Grids, ShapesOf } from "../array/typed-axes.js";
import type { Check, Result, Shape } from "../array/typed-shape.js";
import type { VectorsRule } from "../array/typed-vectors.js";
import { ShapeError, ValueError } from "../errors.js";
import { kindOf } from "../array/argument.js";
import { reshape } from "./reshape.js";
import { broadcastTo } from "./sum-broadcast.js";

/**
 * The shape to which shapes broadcast together.
 *
 * @throws {ShapeError} when a pair of dimensions differs and none is 1; known ones that do, do not compile
 * @example
 * broadcastShapes([2, 1], [3]); // [2, 3]
 */
export function broadcastShapes<const T extends readonly Shape[]>(
  ...shapes: T & Check<BroadcastAll<T>, "broadcastShapes">
): Result<BroadcastAll<T>> {
  (shapes as readonly Shape[]).forEach((shape) => requireShape("broadcastShapes", shape));
  return together("broadcastShapes", shapes) as Result<BroadcastAll<T>>; // the rule that the type tells
}

/**
 * Arrays broadcast to one shape: views.
 *
 * @throws {ShapeError} when they do not broadcast; known dimensions that do not, do not compile
 * @example
 * broadcastArrays(ones([2, 1]), ones([3])).map((x) => x.shape); // [[2, 3], [2, 3]]
 */
export function broadcastArrays<const T extends readonly unknown[]>(
  ...arrays: T & Check<BroadcastAll<ShapesOf<T>>, "broadcastArrays">
): BroadcastArrays<T, BroadcastAll<ShapesOf<T>>> {
  const list = (arrays as readonly unknown[]).map((x, i) => requireArray("broadcastArrays", `arrays[${i}]`, x));
  const shape = together(
    "broadcastArrays",
    list.map((x) => x.layout.shape),
  );
  return list.map((x) => broadcastTo(x, shape)) as never; // one for each, of the shape that the type tells
}

/**
 * The coordinates of all points of a grid, one array for each of the vectors that span it: views.
 *
 * @param vectors one axis each, or none
 * @param options `indexing`: `"xy"` (the default) lets the first vector run along the second axis, as pictures do; `"ij"` keeps
 *   the order of the vectors
 * @throws {ShapeError} for an array of several axes
 * @throws {ValueError} for another indexing
 * @example
 * meshgrid([arange(3), arange(2)])[0].toArray(); // [[0, 1, 2], [0, 1, 2]]
 */
export function meshgrid<const T extends readonly unknown[], const O extends "xy" | "ij" = "xy">(
  vectors: T & Check<VectorsRule<T>, "meshgrid">,
  options?: { readonly indexing?: O },
): Grids<T, O> {
  const { indexing = "xy" } = requireOptions("meshgrid", options);
  if (indexing !== "xy" && indexing !== "ij") {
    throw new ValueError("meshgrid", 'indexing must be "xy" or "ij"', kindOf(indexing));
  }
  requireList("meshgrid", "vectors", vectors);
  const list = vectors.map((x, i) => {
    const vector = requireArray("meshgrid", `vectors[${i}]`, x);
    if (vector.ndim <= 1) return vector;
    throw new ShapeError("meshgrid", "vectors must have one axis", { [`vectors[${i}]`]: vector.shape });
  });
  const place = (i: number): number => (indexing === "xy" && i < 2 && list.length > 1 ? 1 - i : i);
  const grid = list.map((_, axis) => list[place(axis)].size);
  return list.map((x, i) => {
    const along = list.map((_, axis) => (axis === place(i) ? x.size : 1));
    return broadcastTo(reshape(x, along), grid);
  }) as never; // one for each, of the shape that the type tells
}

function together(op: string, shapes: readonly Shape[]): Shape {
  return shapes.reduce((a, b) => pair(op, a, b), []);
}
