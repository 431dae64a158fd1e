import { short } from "../ui/format.js";

/** A vector in a sentence: "(1, −0.5)". */
export function tuple(values: readonly number[], digits = 4): string {
  return `(${values.map((value) => short(value, digits)).join(", ")})`;
}
