import type { Entry, Matrix } from "@linnet/explain";
import { short } from "../ui/format.js";

/** A number as an entry of a step. */
export function entry(value: number, digits = 4): Entry {
  const text = short(value, digits);
  return { value, text, latex: text.replaceAll("−", "-").replace("∞", "\\infty") };
}

/** Rows as a matrix of a step. */
export function entries(rows: readonly (readonly number[])[], digits = 4): Matrix {
  return rows.map((row) => row.map((value) => entry(value, digits)));
}

/** A vector as a matrix of one column. */
export function column(values: readonly number[], digits = 4): Matrix {
  return values.map((value) => [entry(value, digits)]);
}
