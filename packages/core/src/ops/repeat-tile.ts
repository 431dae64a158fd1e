import { kindOf, requireArray, requireList, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Repeated, Repeats, Tiled } from "../array/typed-axes.js";
import type { CountsRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { dense, reshape } from "./reshape.js";
import { take } from "./gather-scatter.js";
import { broadcastTo } from "./sum-broadcast.js";

/**
 * Copies of an array side by side.
 *
 * @param repetitions how often along each axis; a shorter list is for the last axes, a longer one makes leading axes
 * @throws {ValueError} for a count that is none
 * @example
 * tile(array([1, 2]), [2, 2]).toArray(); // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile<D extends DType, S extends Shape, const K extends readonly number[]>(
  x: NDArray<D, S>,
  repetitions: K,
): NDArray<D, Tiled<S, K>> {
  const source = requireArray("tile", "x", x);
  requireList("tile", "repetitions", repetitions);
  repetitions.forEach((n) => requireCount("tile", "repetitions", n));
  const ndim = Math.max(source.ndim, repetitions.length);
  const ones = (count: number): number[] => new Array<number>(count).fill(1);
  const shape = [...ones(ndim - source.ndim), ...source.layout.shape];
  const counts = [...ones(ndim - repetitions.length), ...repetitions];
  const apart = reshape(
    source,
    shape.flatMap((n) => [1, n]),
  );
  const spread = broadcastTo(
    apart,
    shape.flatMap((n, axis) => [counts[axis], n]),
  );
  return reshape(
    spread,
    shape.map((n, axis) => n * counts[axis]),
  ) as NDArray; // as the type rule multiplies
}

/**
 * Every element repeated in place, along an axis or in row-major order.
 *
 * @param repeats one count for all, or one for each element along the axis: a list, or an array of integers
 * @param options `axis`: all elements in one axis when left out
 * @throws {ShapeError} when there are not as many counts as elements
 * @throws {ValueError} for a count that is none
 * @throws {IndexError} for an axis that `x` does not have
 * @example
 * repeat(array([1, 2]), 2).toArray(); // [1, 1, 2, 2]
 * repeat(array([1, 2]), [1, 3]).toArray(); // [1, 2, 2, 2]
 */
export function repeat<
  D extends DType,
  S extends Shape,
  const K extends Repeats,
  const A extends number | undefined = undefined,
>(
  x: NDArray<D, S>,
  repeats: K & Check<CountsRule<S, K, A>, "repeat">,
  options?: { readonly axis?: A },
): NDArray<D, Repeated<S, K, A>> {
  const { axis } = requireOptions("repeat", options);
  const source = requireArray("repeat", "x", x);
  if (axis === undefined) return repeated(reshape(source, [source.size]), repeats, 0);
  return repeated(source, repeats, normalizeAxis("repeat", axis, source.ndim));
}

function repeated(x: NDArray, repeats: Repeats, axis: number): NDArray {
  const { shape } = x.layout;
  if (typeof repeats === "number") {
    requireCount("repeat", "repeats", repeats);
    const spread = broadcastTo(reshape(x, shape.toSpliced(axis + 1, 0, 1)), shape.toSpliced(axis + 1, 0, repeats));
    return reshape(spread, shape.with(axis, shape[axis] * repeats));
  }
  const counts: readonly number[] = Array.isArray(repeats) ? repeats : countsIn(repeats as NDArray);
  if (counts.length !== shape[axis]) {
    throw new ShapeError("repeat", `there must be one count for each of the ${shape[axis]} elements`, {
      repeats: [counts.length],
    });
  }
  const positions = counts.flatMap((n, i) => new Array<number>(requireCount("repeat", "repeats", n)).fill(i));
  return take(x, positions, { axis });
}

function countsIn(repeats: NDArray): readonly number[] {
  const { type, layout } = requireArray("repeat", "repeats", repeats);
  if ((type.kind !== "int" && type.kind !== "uint") || layout.shape.length !== 1) {
    throw new ValueError("repeat", "repeats must be a count, or a vector of integers", kindOf(repeats));
  }
  return Array.from(dense(repeats).toTypedArray());
}

function requireCount(op: string, name: string, n: number): number {
  if (!Number.isInteger(n) || n < 0) throw new ValueError(op, `${name} must be integers ≥ 0`, kindOf(n));
  return n;
}
