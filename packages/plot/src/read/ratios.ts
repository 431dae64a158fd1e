import { type NDArray, ValueError } from "@linnet/core";
import { type Vector, partOf, readNumbers } from "./numbers.js";

/** Explained variance ratios, or a model that has them, such as a fitted PCA. */
export type Ratios = Vector | { readonly explainedVarianceRatio: NDArray };

/** @throws {ValueError} when a ratio is not in [0, 1] or their sum exceeds 1 by more than rounding */
export function readRatios(op: string, ratios: Ratios): Float64Array {
  const name = "explainedVarianceRatio";
  const { data } = readNumbers(op, name, partOf(ratios, name), 1);
  for (const [i, ratio] of data.entries()) {
    if (!(ratio >= 0 && ratio <= 1)) throw new ValueError(op, `${name} must lie in [0, 1]`, `${ratio} at index ${i}`);
  }
  const total = data.reduce((sum, ratio) => sum + ratio, 0);
  // n roundings of float32 at most, where the ratios come from a float32 model
  if (total > 1 + data.length * 2 ** -23) throw new ValueError(op, `${name} must sum to at most 1`, total);
  return data;
}

/** Running totals; rounding cannot take them above 1. */
export function cumulate(ratios: Float64Array): Float64Array {
  let total = 0;
  return ratios.map((ratio) => Math.min(1, (total += ratio)));
}
