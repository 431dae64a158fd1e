import {
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  arraysIn,
  mapTreeArrays,
  moveaxis,
  treeArrays,
} from "@linnet/core";
import { interpretWith, normalizeAxis, requireOptions } from "@linnet/core/extend";
import { aliasOf } from "./alias.js";
import { Batch } from "./batch.js";
import { requireFunction, requireSynchronous } from "./require.js";
import type { BatchAxis, Batched, BatchedArgs } from "./typed-batch.js";

/** Options of `vmap`. */
export interface VmapOptions<N extends BatchAxis | readonly BatchAxis[], O extends number> {
  /** Which axis of the arguments' arrays is the batch, for all or for each; `null`: the argument is the same for all. Default 0. */
  readonly inAxes?: N;
  /** Where the batch stands in the results. Default 0. */
  readonly outAxes?: O;
}

/**
 * The function of one member, for all members of a batch at once.
 *
 *     vmap(f)(x)[i] = f(x[i])
 *
 * Nothing is looped over: each operation of `f` is applied to the whole batch, by its own rule. `f` sees arrays of one member's
 * shape, whose elements it cannot read; what it captures is the same for all.
 *
 * @param f takes and returns trees of arrays; must be synchronous
 * @returns a function of trees whose arrays have one axis more (integer and bool ones, and those in `State`, too), and whose
 *   result's arrays have one more
 * @throws {BatchingError} for an operation that has no batching rule; it is named
 * @throws {ShapeError} when the batches differ in length, or an array has no axis for one
 * @throws {ValueError} when `f` reads elements (`item()`), returns a promise, or no argument has a batch
 * @remarks Nests with itself and with every derivative, in any order: `vmap(grad(loss), { inAxes: [null, 0] })` gives a gradient
 *   for each example.
 * @example
 * const distance = (a: NDArray, b: NDArray) => sqrt(sum(square(sub(a, b))));
 * vmap(distance, { inAxes: [0, null] })(array([[3, 4], [6, 8]]), array([0, 0])).toArray(); // [5, 10]
 */
export function vmap<
  A extends readonly unknown[],
  R,
  const N extends BatchAxis | readonly BatchAxis[] = 0,
  const O extends number = 0,
>(f: (...args: A) => R, options: VmapOptions<N, O> = {}): (...args: BatchedArgs<A, N>) => Batched<R, O> {
  requireFunction("vmap", f);
  const { inAxes = 0, outAxes = 0 } = requireOptions("vmap", options);
  return (...given) => {
    const args: readonly unknown[] = given;
    const axes = axesOf(inAxes, args.length);
    const size = batchSize(args, axes);
    const batch = new Batch(size);
    const members = args.map((arg, i) => {
      const axis = axes[i];
      return axis === null ? arg : mapTreeArrays((x) => batch.memberOf(moved(x, axis, 0)), arg);
    });
    const result = interpretWith(batch, () => f(...(members as unknown as A))); // members have f's types
    requireSynchronous("vmap", result);
    const foreign = new Set<NDArray>(outAxes === 0 ? args.flatMap(arraysIn) : []); // the caller's, which are not handed out
    const answer = (y: NDArray): NDArray => {
      const whole = batch.wholeOf(y);
      return foreign.has(whole) ? aliasOf(whole) : moved(whole, 0, outAxes);
    };
    return mapTreeArrays(answer, result) as Batched<R, O>; // one axis more
  };
}

/** As `moveaxis`; the array itself where the axis stays. */
function moved(x: NDArray, from: number, to: number): NDArray {
  return from === to ? x : moveaxis(x, from, to);
}

/** An axis for each argument. @throws {ValueError} */
function axesOf(inAxes: BatchAxis | readonly BatchAxis[], count: number): readonly BatchAxis[] {
  if (inAxes === null || typeof inAxes === "number") return new Array<BatchAxis>(count).fill(inAxes);
  if (inAxes.length === count) return inAxes;
  throw new ValueError(
    "vmap",
    `inAxes must be one axis, or one for each of the ${count} arguments`,
    `[${inAxes.join(", ")}]`,
  );
}

/** The length of the batch. @throws {ShapeError} where it differs @throws {ValueError} where there is none */
function batchSize(args: readonly unknown[], axes: readonly BatchAxis[]): number {
  let first: { size: number; name: string; shape: readonly number[] } | null = null;
  args.forEach((arg, i) => {
    const axis = axes[i];
    if (axis === null) return;
    for (const { path, leaf } of treeArrays(arg)) {
      const name = path === "" ? `argument ${i}` : `argument ${i}.${path}`;
      const { shape }: { shape: readonly number[] } = leaf;
      const size = shape[axisOf(leaf, axis, name)];
      first ??= { size, name, shape };
      if (size === first.size) continue;
      const shapes = { [first.name]: first.shape, [name]: shape };
      throw new ShapeError("vmap", `batches must be of one length; ${first.size} and ${size} differ`, shapes);
    }
  });
  if (first !== null) return (first as { size: number }).size; // assigned in the loop
  const hint = "inAxes names the axis of each argument that is the batch.";
  throw new ValueError("vmap", "an argument must have a batch", "none with an array", hint);
}

/** @throws {ShapeError} when an array has no such axis */
function axisOf(x: NDArray, axis: number, name: string): number {
  try {
    return normalizeAxis("vmap", axis, x.ndim);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    const hint = "Where an argument is the same for all, its place in inAxes is null.";
    throw new ShapeError("vmap", `arrays must have the axis ${axis} for the batch`, { [name]: x.shape }, hint);
  }
}
