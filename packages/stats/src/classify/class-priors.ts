import { ValueError } from "@linnet/core";
import { kindOf, requireList } from "@linnet/core/extend";
import type { Labels } from "../labels.js";

/**
 * How likely each class is before anything is seen: as given, or the shares of the classes in the labels.
 *
 * @throws {ValueError} unless there is a positive number a class, and they add up to 1 to 1e-6
 */
export function requirePriors(op: string, priors: readonly number[] | undefined, { counts }: Labels): number[] {
  if (priors === undefined) {
    const n = counts.reduce((a, b) => a + b, 0);
    return Array.from(counts, (count) => count / n);
  }
  requireList(op, "priors", priors);
  const k = counts.length;
  if (priors.length !== k)
    throw new ValueError(op, `priors must have one number for each of ${k} classes`, priors.length);
  const wrong = priors.findIndex((share) => !(typeof share === "number" && share > 0 && share < Infinity));
  if (wrong >= 0) throw new ValueError(op, "priors must be positive", `${kindOf(priors[wrong])} at index ${wrong}`);
  const total = priors.reduce((a, b) => a + b, 0);
  if (Math.abs(total - 1) > 1e-6) throw new ValueError(op, "priors must add up to 1", total);
  return priors.map((share) => share / total);
}
