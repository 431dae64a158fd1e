import type { Arithmetic, Entry } from "./arithmetic.js";
import { fractionOf, ratio } from "./numeral.js";

/** Doubles. */
export function float64(precision: number): Arithmetic<number> {
  return rounded("float64", 2 ** -53, (x) => x, precision);
}

/** Single precision: every result is rounded to float32. */
export function float32(precision: number): Arithmetic<number> {
  return rounded("float32", 2 ** -24, Math.fround, Math.min(precision, 9));
}

/** Decimal floats of so many digits, in which rounding can be followed by hand. */
export function decimal(digits: number): Arithmetic<number> {
  const round = (x: number): number => (Number.isFinite(x) ? Number(x.toPrecision(digits)) : x);
  return rounded(`${digits} digits`, 0.5 * 10 ** (1 - digits), round, digits);
}

function rounded(
  name: string,
  unitRoundoff: number,
  round: (x: number) => number,
  precision: number,
): Arithmetic<number> {
  return {
    name,
    unitRoundoff,
    read: (x) => round(typeof x === "number" ? x : doubleOf(x)),
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    sqrt: (a) => round(Math.sqrt(a)),
    value: (a) => a,
    isZero: (a) => a === 0,
    compareSizes: (a, b) => Math.abs(a) - Math.abs(b),
    write: (a) => written(a, precision),
  };
}

function doubleOf(numeral: string): number {
  const { s, n, d } = fractionOf(numeral);
  return ratio(s * n, d);
}

/** A number by up to so many significant digits. */
export function written(x: number, precision: number): Entry {
  if (Number.isNaN(x)) return { value: x, text: "NaN", latex: "\\mathrm{NaN}" };
  if (!Number.isFinite(x))
    return x > 0 ? { value: x, text: "∞", latex: "\\infty" } : { value: x, text: "-∞", latex: "-\\infty" };
  const text = String(Number(x.toPrecision(precision)));
  const [mantissa, exponent] = text.split("e");
  return { value: x, text, latex: exponent === undefined ? text : `${mantissa} \\times 10^{${Number(exponent)}}` };
}
