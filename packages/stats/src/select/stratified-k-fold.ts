import { type NDArray, ValueError } from "@linnet/core";
import { requireArray } from "@linnet/core/extend";
import { requireLabels } from "../labels.js";
import { type Fold, type FoldOptions, foldsOf, requireFoldOptions } from "./k-fold.js";

/**
 * Folds whose parts have each class in the proportion of the whole: no two test parts differ by more than one in the number of any class, nor in
 * size.
 *
 * @param y class labels `[n]`
 * @throws {ShapeError} unless `y` has one axis
 * @throws {ValueError} for labels that are no integers, a single class, and a class with fewer members than there are folds: some test part would have none
 * @remarks The rows are laid out class by class and dealt like cards, the k-th to fold k mod folds; where a class ends the dealing goes on with the next.
 * @example
 * const y = array([0, 0, 0, 0, 1, 1], { dtype: "int32" });
 * stratifiedKFold(y, { folds: 2, shuffle: false }).map(({ test }) => test.toArray()); // [[0, 2, 4], [1, 3, 5]]
 */
export function stratifiedKFold(y: NDArray, options?: FoldOptions): readonly Fold[] {
  const { folds, shuffle, rng } = requireFoldOptions("stratifiedKFold", options);
  const { classes, indices, counts } = requireLabels(
    "stratifiedKFold",
    y,
    requireArray("stratifiedKFold", "y", y).size,
  );
  const rare = counts.findIndex((count) => count < folds);
  if (rare >= 0) {
    const got = `${counts[rare]} of class ${classes.toTypedArray()[rare]} for ${folds} folds`;
    const hint = "Use fewer folds, or kFold.";
    throw new ValueError("stratifiedKFold", "each class must have at least as many members as folds", got, hint);
  }
  const part = new Int32Array(indices.length);
  let dealt = 0;
  counts.forEach((count, c) => {
    const members = Array.from(indices.keys()).filter((i) => indices[i] === c);
    const order = shuffle ? rng.permutation(count).toTypedArray() : members.keys();
    for (const which of order) part[members[which]] = dealt++ % folds;
  });
  return foldsOf(part, folds);
}
