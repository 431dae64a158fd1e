import type { Arithmetic, Entry } from "../arithmetic/arithmetic.js";
import type { Grid } from "../arithmetic/grid.js";

/** Longer sums leave out their middle. */
const MOST_TERMS = 6;

/** A number as a factor, for math mode: what begins with a sign, or is a sum, in parentheses. */
export function latexFactor({ latex }: Entry): string {
  return latex.startsWith("-") || isSum(latex) ? `(${latex})` : latex;
}

/** Whether a number is written as a sum, such as 1 + √5, outside of fractions. */
export function isSum(latex: string): boolean {
  const outside = latex.replace(/\{[^{}]*\}/g, "");
  return outside === latex ? / [+-] /.test(latex) : isSum(outside);
}

/** x₁·y₁ + x₂·y₂ + …, with its numbers, for math mode. */
export function latexProducts<T>({ write }: Arithmetic<T>, x: readonly T[], y: readonly T[]): string {
  return latexSum(x.map((xi, i) => `${latexFactor(write(xi))} \\cdot ${latexFactor(write(y[i]))}`));
}

/** a + b + c + …, for math mode; terms that begin with a sign are subtracted. */
export function latexSum(terms: readonly string[]): string {
  return shownOf(terms, "\\cdots").reduce((sum, term) =>
    term.startsWith("-") ? `${sum} - ${term.slice(1).trimStart()}` : `${sum} + ${term}`,
  );
}

/** a, b, c, …, for math mode. */
export function latexList(terms: readonly string[]): string {
  return shownOf(terms, "\\dots").join(", ");
}

/** The entries of a matrix between bars: its determinant, for math mode. */
export function latexDeterminant<T>({ write }: Arithmetic<T>, grid: Grid<T>): string {
  const rows = grid.map((row) => row.map((entry) => write(entry).latex).join(" & "));
  return `\\begin{vmatrix} ${rows.join(" \\\\ ")} \\end{vmatrix}`;
}

function shownOf(terms: readonly string[], dots: string): readonly string[] {
  return terms.length > MOST_TERMS ? [...terms.slice(0, 3), dots, terms[terms.length - 1]] : terms;
}
