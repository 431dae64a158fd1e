import { type NDArray, ShapeError, equal, sqrt, square, sum, where } from "@linnet/core";
import { requireArray, requireFloat, sameShape } from "@linnet/core/extend";
import { type LossOptions, type Reducer, reducer } from "./reduction.js";
import { requireSigns } from "./target-values.js";

/**
 * Arrays of vectors along the last axis, floats of one shape, masked; and how the losses, one of each place, are reduced.
 *
 * @throws {ShapeError} unless they have one shape, of at least one axis
 */
export function requireVectors(
  op: string,
  named: Readonly<Record<string, NDArray>>,
  options: LossOptions | undefined,
): { readonly vectors: readonly NDArray[]; readonly reduce: Reducer } {
  const all = requireAlike(op, named);
  const [{ shape }] = all;
  const shapes = shapesOf(named);
  if (shape.length === 0) throw new ShapeError(op, "vectors must have at least one axis", shapes);
  const reduce = reducer(op, options, (shape as readonly number[]).slice(0, -1), shapes);
  return { vectors: all.map((x) => reduce.kept(x)), reduce };
}

/** Arrays as floats of one shape. @throws {ShapeError} */
export function requireAlike(op: string, named: Readonly<Record<string, NDArray>>): readonly NDArray[] {
  const all = Object.entries(named).map(([name, x]) => requireFloat(op, name, x));
  if (all.every((x) => sameShape(x.shape, all[0].shape))) return all;
  const names = Object.keys(named);
  throw new ShapeError(
    op,
    `${names.slice(0, -1).join(", ")} and ${names.at(-1)} must have the same shape`,
    shapesOf(named),
  );
}

/**
 * Targets 1 and −1 of the shape of the losses, masked ones 1.
 *
 * @throws {ShapeError} when they have another shape
 * @throws {ValueError} for other numbers
 */
export function requireSignsFor(op: string, target: NDArray, losses: readonly number[], reduce: Reducer): NDArray {
  const t = requireFloat(op, "target", requireArray(op, "target", target));
  if (!sameShape(t.shape, losses)) {
    throw new ShapeError(op, "target must have one number for each loss", { target: t.shape, losses });
  }
  const kept = reduce.kept(t, 1);
  requireSigns(op, "target", kept);
  return kept;
}

/** Euclidean lengths along the last axis; where one is 0 the subgradient 0 is taken. */
export function lengths(x: NDArray): NDArray {
  const squares: NDArray = sum(square(x), { axis: -1 });
  const isZero: NDArray = equal(squares, 0);
  return where(isZero, 0, sqrt(where(isZero, 1, squares) as NDArray));
}

function shapesOf(named: Readonly<Record<string, NDArray>>): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(named).map(([name, x]) => [name, x.shape]));
}
