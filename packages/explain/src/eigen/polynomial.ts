import type { Arithmetic, Entry } from "../arithmetic/arithmetic.js";

/** A polynomial in λ, coefficients from the highest power: `"λ² − 4·λ + 3"`. */
export function writtenPolynomial<T>(
  { write, isZero }: Arithmetic<T>,
  coefficients: readonly T[],
): Omit<Entry, "value"> {
  const degree = coefficients.length - 1;
  const terms = coefficients.flatMap((coefficient, k) => {
    if (isZero(coefficient)) return [];
    const { text, latex } = write(coefficient);
    return [{ text: termOf(text, degree - k, TEXT), latex: termOf(latex, degree - k, LATEX) }];
  });
  return {
    text: joined(terms.map((term) => term.text)).replaceAll(" - ", " − "),
    latex: joined(terms.map((term) => term.latex)),
  };
}

const TEXT = { times: "·", powers: ["", "λ", "λ²", "λ³"] };
const LATEX = { times: " ", powers: ["", "\\lambda", "\\lambda^2", "\\lambda^3"] };

function termOf(coefficient: string, power: number, { times, powers }: typeof TEXT): string {
  if (power === 0) return coefficient;
  if (coefficient === "1" || coefficient === "-1") return coefficient.replace("1", powers[power]);
  return `${coefficient}${times}${powers[power]}`;
}

function joined(terms: readonly string[]): string {
  return terms.reduce((sum, term) => (term.startsWith("-") ? `${sum} - ${term.slice(1)}` : `${sum} + ${term}`));
}

/** The value of a polynomial, coefficients from the highest power. */
export function valueAt<T>({ add, mul }: Arithmetic<T>, coefficients: readonly T[], x: T): T {
  return coefficients.reduce((sum, coefficient) => add(mul(sum, x), coefficient));
}
