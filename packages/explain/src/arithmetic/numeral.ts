import { Fraction } from "fraction.js";

const NUMERAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?(?:\/(\d+))?$/i;

/** Whether a text is a number that can be read exactly: `"7"`, `"-0.25"`, `"1e-3"`, `"22/7"`. */
export function isNumeral(text: string): boolean {
  const denominator = NUMERAL.exec(text)?.[5];
  return NUMERAL.test(text) && (denominator === undefined || BigInt(denominator) !== 0n);
}

/**
 * A number as a fraction: the decimal that it is written as, so that 0.1 is 1/10 and not the double beside it.
 *
 * @param x a finite number or a numeral
 */
export function fractionOf(x: number | string): Fraction {
  const [, sign, whole, places = "", exponent = "0", denominator = "1"] = NUMERAL.exec(String(x)) ?? [];
  const power = Number(exponent) - places.length;
  const n = BigInt(whole + places) * 10n ** BigInt(Math.max(power, 0));
  const d = BigInt(denominator) * 10n ** BigInt(Math.max(-power, 0));
  return new Fraction(sign === "-" ? -n : n, d);
}

/** The shortest decimal that reads back as a float32: what a person who wrote it meant. */
export function shortestFloat32(x: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const decimal = Number(x.toPrecision(digits));
    if (Math.fround(decimal) === x) return decimal;
  }
  return Number(x.toPrecision(9)); // nine digits tell all float32 numbers apart
}

/** n/d rounded once to the nearest double, however long the two are. */
export function ratio(n: bigint, d: bigint): number {
  if (n === 0n) return 0;
  const size = n < 0n ? -n : n;
  // A quotient of at least 66 bits whose last bit remembers any remainder rounds as the exact one does.
  const shift = 66 + bits(d) - bits(size);
  const [over, under] = shift > 0 ? [size << BigInt(shift), d] : [size, d << BigInt(-shift)];
  const quotient = Number((over / under) | (over % under === 0n ? 0n : 1n));
  const value = scaled(quotient, -shift);
  return n < 0n ? -value : value;
}

/** x·2^power in two halves, so that neither factor over- or underflows before the product does. */
function scaled(x: number, power: number): number {
  const half = Math.trunc(power / 2);
  return x * 2 ** half * 2 ** (power - half);
}

function bits(x: bigint): number {
  return x.toString(2).length;
}

/** The least common multiple of the denominators of numbers and numerals. */
export function commonDenominator(cells: readonly (number | string)[]): bigint {
  return cells.reduce((common: bigint, cell) => lcm(common, fractionOf(cell).d), 1n);
}

/** The least common multiple of two positive numbers. */
export function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
