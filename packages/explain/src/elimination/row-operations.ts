import type { Entry } from "../arithmetic/arithmetic.js";
import { isSum, latexFactor } from "../story/formula.js";

/** An operation on the rows of a matrix, as several stories tell it. Rows count from 0 here and from 1 in words. */
export interface RowOperation {
  readonly title: string;
  readonly rule: string;
  readonly latex: string;
}

/** Rows i and k change places. */
export function exchangeOf(i: number, k: number): RowOperation {
  return {
    title: `Exchange rows ${i + 1} and ${k + 1}`,
    rule: "Rᵢ ↔ Rₖ",
    latex: `R_{${i + 1}} \\leftrightarrow R_{${k + 1}}`,
  };
}

/** Row i loses m times row k: it gains −m times row k where m is negative. */
export function subtractionOf(m: Entry, k: number, i: number): RowOperation {
  const isNegative = m.text.startsWith("-") && !isSum(m.latex);
  const [text, latex] = isNegative ? [m.text.slice(1), m.latex.slice(1)] : [m.text, latexFactor(m)];
  const times = text === "1" ? "" : `${text} times `;
  const [first, second] = [`R_{${i + 1}}`, `R_{${k + 1}}`];
  return {
    title: isNegative ? `Add ${times}row ${k + 1} to row ${i + 1}` : `Subtract ${times}row ${k + 1} from row ${i + 1}`,
    rule: "Rᵢ ← Rᵢ − m·Rₖ,  m = rᵢⱼ/rₖⱼ",
    latex: `${first} \\leftarrow ${first} ${isNegative ? "+" : "-"} ${text === "1" ? "" : `${latex} \\, `}${second}`,
  };
}

/** Row i is divided by a number. */
export function divisionOf(by: Entry, i: number): RowOperation {
  const row = `R_{${i + 1}}`;
  const divisor = /^[\d.]+$/.test(by.latex) ? by.latex : `\\left(${by.latex}\\right)`;
  return {
    title: by.text === "-1" ? `Change the signs of row ${i + 1}` : `Divide row ${i + 1} by ${by.text}`,
    rule: "Rᵢ ← Rᵢ/rᵢⱼ",
    latex: by.text === "-1" ? `${row} \\leftarrow -${row}` : `${row} \\leftarrow ${row} / ${divisor}`,
  };
}
