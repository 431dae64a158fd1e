import { type NDArray, ValueError, array } from "@linnet/core";
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
  const [p, t] = labelPairs("confusionMatrix", prediction, target);
  let k = classes ?? (prediction.ndim === 2 ? (prediction.shape[1] as number) : 0);
  if (k === 0) for (let i = 0; i < t.length; i++) k = Math.max(k, p[i] + 1, t[i] + 1);
  const counts = new Int32Array(k * k);
  for (let i = 0; i < t.length; i++) {
    for (const label of [p[i], t[i]]) {
      if (!Number.isInteger(label) || label < 0 || label >= k) {
        throw new ValueError("confusionMatrix", `labels must be integers in [0, ${k - 1}]`, label);
      }
    }
    counts[t[i] * k + p[i]]++;
  }
  return array(counts, { shape: [k, k] });
}
