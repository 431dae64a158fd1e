import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { type Fold, foldsOf } from "./k-fold.js";

/**
 * Folds that keep groups whole: rows of one patient, say, are never both trained and tested on, where what is learned of one row would tell
 * of the others. The largest group goes first, each into the smallest part so far.
 *
 * @param groups `[n]`: a number for each row, the same within a group
 * @param options `folds`: default 5
 * @throws {ShapeError} unless `groups` has one axis
 * @throws {ValueError} for fewer groups than folds, and NaN
 * @example
 * groupKFold(array([7, 7, 7, 8, 9]), { folds: 2 }).map(({ test }) => test.toArray()); // [[0, 1, 2], [3, 4]]
 */
export function groupKFold(groups: NDArray, options?: { readonly folds?: number }): readonly Fold[] {
  const { folds = 5 } = requireOptions<{ readonly folds?: number }>("groupKFold", options);
  if (requireArray("groupKFold", "groups", groups).ndim !== 1) {
    throw new ShapeError("groupKFold", "groups must have one axis", { groups: groups.shape });
  }
  const labels = groups.toTypedArray();
  const missing = labels.findIndex((label) => Number.isNaN(label));
  if (missing >= 0) throw new ValueError("groupKFold", "no group may be NaN", `one at index ${missing}`);
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= sizes.size)) {
    const expected = `folds must be an integer in [2, ${sizes.size}], the number of groups`;
    throw new ValueError("groupKFold", expected, kindOf(folds));
  }
  const filled = new Array<number>(folds).fill(0);
  const partOf = new Map<number, number>();
  for (const [label, size] of [...sizes].toSorted(([a, m], [b, n]) => n - m || a - b)) {
    const smallest = filled.indexOf(Math.min(...filled));
    filled[smallest] += size;
    partOf.set(label, smallest);
  }
  return foldsOf(
    Array.from(labels, (label) => partOf.get(label) as number), // every label has a part
    folds,
  );
}
