import type { Matrix } from "@linnet/explain";
import { column, entries, entry } from "./entries.js";

/** Rows as a matrix in brackets, for math mode. */
export function latexMatrix(rows: readonly (readonly number[])[], digits = 4): string {
  return brackets(entries(rows, digits));
}

/** A vector as a column in brackets, for math mode. */
export function latexColumn(values: readonly number[], digits = 4): string {
  return brackets(column(values, digits));
}

/** A number as a factor: negative ones in parentheses. */
export function latexFactor(value: number, digits = 4): string {
  const { latex } = entry(value, digits);
  return value < 0 ? `(${latex})` : latex;
}

function brackets(matrix: Matrix): string {
  const rows = matrix.map((row) => row.map(({ latex }) => latex).join(" & "));
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}
