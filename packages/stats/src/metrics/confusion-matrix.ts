import { type NDArray, ValueError, zeros } from "@linnet/core";
import { elements, kindOf } from "@linnet/core/extend";
import { labelPairs } from "./accuracy.js";

/**
 * How often class i (row) was taken for class j (column).
 *
 * @param prediction class indices `[n]`, or scores `[n, classes]`
 * @param target class indices `[n]`
 * @param classes how many there are; one more than the largest label when left out
 * @returns int32 `[classes, classes]`
 * @throws {ValueError} for labels that are no class index
 */
export function confusionMatrix(
  prediction: NDArray,
  target: NDArray,
  classes?: number,
): NDArray<"int32", readonly [number, number]> {
  return crossTable("confusionMatrix", prediction, target, classes);
}

/** The counts, for an operation that tells mistakes by its own name. */
export function crossTable(
  op: string,
  prediction: NDArray,
  target: NDArray,
  classes?: number,
): NDArray<"int32", readonly [number, number]> {
  const [p, t] = labelPairs(op, prediction, target);
  const given = classes ?? (prediction.ndim === 2 ? (prediction.shape[1] as number) : undefined);
  if (given !== undefined && !(Number.isInteger(given) && given > 0)) {
    throw new ValueError(op, "classes must be a positive integer", kindOf(given));
  }
  let k = given ?? 1;
  for (const label of [...Array.from(p), ...Array.from(t)]) {
    if (!Number.isInteger(label) || label < 0 || (given !== undefined && label >= given)) {
      const expected = given === undefined ? "integers ≥ 0" : `integers in [0, ${given - 1}]`;
      throw new ValueError(op, `labels must be ${expected}`, label);
    }
    k = Math.max(k, label + 1);
  }
  const counts = zeros([k, k], { dtype: "int32" });
  const table = elements(counts.storage, counts.type);
  for (let i = 0; i < t.length; i++) table[t[i] * k + p[i]]++;
  return counts;
}
