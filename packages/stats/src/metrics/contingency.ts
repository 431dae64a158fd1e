import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/** How often labels meet in two labellings of the same examples. */
export interface Contingency {
  readonly n: number;
  /** How often each pair that occurs does, with how often either of it does. */
  readonly pairs: readonly { readonly count: number; readonly left: number; readonly right: number }[];
  /** How often each label of the first and of the second labelling occurs. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * @param a labels `[n]`, integers or booleans; what they are called does not matter
 * @param b likewise
 * @throws {ShapeError} unless both are vectors of as many labels, at least one
 * @throws {ValueError} for labels that are no integers
 */
export function contingency(op: string, a: NDArray, b: NDArray): Contingency {
  const [left, right] = [requireIntegers(op, "a", a), requireIntegers(op, "b", b)];
  if (left.length !== right.length || left.length === 0) {
    throw new ShapeError(op, "a and b must be labels of the same examples, at least one", { a: a.shape, b: b.shape });
  }
  const pairs = new Map<string, { count: number; readonly a: number; readonly b: number }>();
  const [ofA, ofB] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < left.length; i++) {
    const key = `${left[i]},${right[i]}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, { count: 1, a: left[i], b: right[i] });
    else pair.count++;
    ofA.set(left[i], (ofA.get(left[i]) ?? 0) + 1);
    ofB.set(right[i], (ofB.get(right[i]) ?? 0) + 1);
  }
  return {
    n: left.length,
    pairs: Array.from(pairs.values(), (pair) => ({
      count: pair.count,
      left: ofA.get(pair.a) as number, // both were counted
      right: ofB.get(pair.b) as number,
    })),
    left: [...ofA.values()],
    right: [...ofB.values()],
  };
}

function requireIntegers(op: string, name: string, labels: NDArray): ArrayLike<number> {
  requireArray(op, name, labels);
  if (labels.ndim !== 1) throw new ShapeError(op, `${name} must be labels with one axis`, { [name]: labels.shape });
  const values = labels.toTypedArray();
  const wrong = values.findIndex((label) => !Number.isInteger(label));
  if (wrong < 0) return values;
  throw new ValueError(op, "labels must be integers or booleans", `${values[wrong]} at index ${wrong} of ${name}`);
}
