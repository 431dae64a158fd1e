import {
  type DType,
  type Dim,
  type NDArray,
  Random,
  type Shape,
  ShapeError,
  ValueError,
  array,
  mapTreeArrays,
  random,
  take,
  treeArrays,
} from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { requireStream } from "../require.js";

/** The structure of a part: as the data, with the first dimension known only at run time. */
export type Part<T> =
  T extends NDArray<infer D, infer S>
    ? Rows<D, S>
    : T extends (...args: never) => unknown
      ? T
      : T extends object
        ? { [K in keyof T]: Part<T[K]> }
        : T;

type Rows<D extends DType, S extends Shape> = 0 extends 1 & S
  ? NDArray<D>
  : S extends readonly [Dim, ...infer Rest extends Shape]
    ? NDArray<D, readonly [number, ...Rest]>
    : NDArray<D>;

export interface SplitOptions {
  /** Share of the examples that go into the test part, in (0, 1). Default 0.2. */
  readonly testFraction?: number;
  /** Labels `[n]` whose proportions both parts keep. */
  readonly stratify?: NDArray;
  /** Decides who goes where. Default `random(0)`. */
  readonly rng?: Random;
}

/**
 * Divides examples at random into a training and a test part.
 *
 * @param data arrays that share their first axis, in any tree: `{ x, y }`
 * @throws {ShapeError} when the arrays differ in length
 * @throws {ValueError} when a part would be empty, or a class of `stratify` has fewer than two members
 * @example
 * const { train, test } = trainTestSplit({ x, y }, { stratify: y });
 */
export function trainTestSplit<T>(
  data: T,
  options?: SplitOptions,
): { readonly train: Part<T>; readonly test: Part<T> } {
  const { testFraction = 0.2, stratify, rng = random(0) } = requireOptions("trainTestSplit", options);
  requireStream("trainTestSplit", rng);
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new ValueError("trainTestSplit", "testFraction must lie between 0 and 1", kindOf(testFraction));
  }
  const n = lengthOf(data, stratify);
  const groups = stratify === undefined ? [Array.from({ length: n }, (_, i) => i)] : groupsOf(stratify);
  const quotas = shareOut(
    groups.map((g) => g.length),
    testFraction,
  );
  const test: number[] = [];
  const train: number[] = [];
  groups.forEach((members, g) => {
    const order = rng.permutation(members.length).toTypedArray();
    order.forEach((which, i) => (i < quotas[g] ? test : train).push(members[which]));
  });
  if (test.length === 0 || train.length === 0) {
    throw new ValueError("trainTestSplit", "both parts must have examples", `${train.length} and ${test.length}`);
  }
  const rows = (indices: number[]): Part<T> => {
    const index = array(Int32Array.from(indices.toSorted((a, b) => a - b)));
    return mapTreeArrays((x) => take(x, index, { axis: 0 }), data) as Part<T>; // only the first dimension changes
  };
  return { train: rows(train), test: rows(test) };
}

function lengthOf(data: unknown, stratify: NDArray | undefined): number {
  const arrays = treeArrays(data).map(({ path, leaf }) => [path === "" ? "data" : path, leaf] as const);
  if (stratify !== undefined) arrays.push(["stratify", requireArray("trainTestSplit", "stratify", stratify)]);
  const shapes = Object.fromEntries(arrays.map(([name, x]) => [name, x.shape as readonly number[]]));
  const lengths = new Set(Object.values(shapes).map((shape) => shape[0] ?? -1));
  if (lengths.size !== 1 || lengths.has(-1)) {
    throw new ShapeError("trainTestSplit", "arrays must have as many examples along axis 0", shapes);
  }
  return [...lengths][0];
}

/** Indices by label, labels ascending. */
function groupsOf(labels: NDArray): number[][] {
  if (requireArray("trainTestSplit", "stratify", labels).ndim !== 1)
    throw new ShapeError("trainTestSplit", "stratify must have one axis", { stratify: labels.shape });
  const groups = new Map<number, number[]>();
  labels.toTypedArray().forEach((label, i) => {
    if (Number.isNaN(label)) throw new ValueError("trainTestSplit", "no label may be NaN", `one at index ${i}`);
    const members = groups.get(label);
    if (members === undefined) groups.set(label, [i]);
    else members.push(i);
  });
  const sorted = [...groups].toSorted(([a], [b]) => a - b);
  const lone = sorted.find(([, members]) => members.length < 2);
  if (lone !== undefined) {
    throw new ValueError(
      "trainTestSplit",
      "each class of stratify must have at least two members",
      `one of class ${lone[0]}`,
    );
  }
  return sorted.map(([, members]) => members);
}

/**
 * How many of each group go into the test part: the rounded total, shared out by largest remainders, so that no group
 * is off by one or more from its exact share.
 */
function shareOut(sizes: readonly number[], fraction: number): number[] {
  const total = Math.round(sizes.reduce((a, b) => a + b, 0) * fraction);
  const exact = sizes.map((size) => size * fraction);
  const quotas = exact.map(Math.floor);
  const left = total - quotas.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((share, g) => [share - quotas[g], g] as const)
    .toSorted(([a, i], [b, j]) => b - a || i - j);
  for (const [, g] of byRemainder.slice(0, Math.max(0, left))) quotas[g]++;
  return quotas;
}
