import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";

/** Class labels, and which class each example is of. */
export interface Labels {
  /** The labels that there are, ascending, `[classes]`, of the dtype given. */
  readonly classes: NDArray;
  /** Index into `classes` of every example. */
  readonly indices: Int32Array<ArrayBuffer>;
  /** How many examples each class has. */
  readonly counts: Int32Array<ArrayBuffer>;
}

/**
 * The classes of `y`: integers or booleans.
 *
 * @param y `[n]`
 * @param n how many examples there must be
 * @throws {ShapeError} unless there is a label an example
 * @throws {ValueError} for labels that are no integers: a target that varies continuously is not one of classes; and for a single class
 */
export function requireLabels(op: string, y: NDArray, n: number): Labels {
  requireArray(op, "y", y);
  if (y.ndim !== 1 || y.size !== n)
    throw new ShapeError(op, `y must have a label for each of ${n} rows`, { y: y.shape });
  const labels = y.toTypedArray();
  const wrong = labels.findIndex((label) => !Number.isInteger(label));
  if (wrong >= 0) {
    const hint = "Encode classes as integers, with OrdinalEncoder; a continuous target is one of regression.";
    throw new ValueError(op, "labels must be integers or booleans", `${labels[wrong]} at index ${wrong}`, hint);
  }
  const met = new Set<number>();
  for (let i = 0; i < n; i++) if (labels[i] !== labels[i - 1]) met.add(labels[i]);
  const sorted = [...met].toSorted((a, b) => a - b);
  if (sorted.length < 2) throw new ValueError(op, "y must hold at least two classes", `only class ${sorted[0]}`);
  const indexOf = new Map(sorted.map((label, index) => [label, index]));
  const indices = new Int32Array(n);
  const counts = new Int32Array(sorted.length);
  for (let i = 0; i < n; i++) {
    indices[i] = indexOf.get(labels[i]) as number; // all labels are keys
    counts[indices[i]]++;
  }
  return { classes: array(sorted, { dtype: y.dtype }), indices, counts };
}
