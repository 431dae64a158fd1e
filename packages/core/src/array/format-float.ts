import { type Decimal, aroundPoint, rounded, shortest } from "./decimal.js";
import { printing } from "./printing.js";

/** What is shown of an element, aligned with its neighbours. */
export type ElementFormat = (x: number) => string;

export interface FloatStyle {
  /** The numbers are float32. */
  readonly single: boolean;
  /** Positive numbers get a sign too. */
  readonly signed: boolean;
}

/**
 * NumPy's format of floats shown together: as many digits as the one that needs most (`precision` at most), points aligned, and
 * scientific notation where magnitudes reach 10⁸ or, unless `suppress` is set, fall below 10⁻⁴ or differ by more than a
 * factor of 1000.
 */
export function floatFormat(values: readonly number[], style: FloatStyle): ElementFormat {
  const finite = values.filter((x) => Number.isFinite(x));
  if (finite.length === 0) return aligned(values, finite, { left: 0, right: 0 }, style, () => "");
  return isScientific(finite) ? scientific(values, finite, style) : positional(values, finite, style);
}

/** A float alone, with all the digits that tell it from its neighbours. */
export function scalarFormat(single: boolean): ElementFormat {
  return (x) => {
    if (!Number.isFinite(x)) return nonFinite(x, "");
    const size = Math.abs(x);
    const decimal = shortest(size, single);
    const sign = signOf(x, "");
    if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
      const [head, tail] = [decimal.digits.slice(0, 1), decimal.digits.slice(1)];
      return `${sign}${head}${tail && `.${tail}`}e${exponentText(decimal.exponent, 2)}`;
    }
    const [whole, fraction] = aroundPoint(decimal);
    return `${sign}${whole}.${fraction || "0"}`;
  };
}

function isScientific(finite: readonly number[]): boolean {
  let [low, high] = [Infinity, 0];
  for (const x of finite) {
    if (x === 0) continue;
    low = Math.min(low, Math.abs(x));
    high = Math.max(high, Math.abs(x));
  }
  return high !== 0 && (high >= 1e8 || (!printing.suppress && (low < 1e-4 || high / low > 1000)));
}

function positional(values: readonly number[], finite: readonly number[], style: FloatStyle): ElementFormat {
  const plus = style.signed ? "+" : "";
  const parts = (x: number): readonly [string, string] => {
    const [whole, fraction] = aroundPoint(cut(Math.abs(x), style.single));
    return [signOf(x, plus) + whole, fraction];
  };
  const all = finite.map(parts);
  const width = { left: longest(all.map(([whole]) => whole)), right: longest(all.map(([, fraction]) => fraction)) };
  return aligned(values, finite, width, style, (x, left) => {
    const [whole, fraction] = parts(x);
    return `${whole.padStart(left)}.${fraction.padEnd(width.right)}`;
  });
}

/** The shortest digits, unless more than `precision` of them would follow the point. */
function cut(x: number, single: boolean): Decimal {
  const decimal = shortest(x, single);
  const keep = decimal.exponent + 1 + printing.precision;
  return decimal.digits.length <= keep ? decimal : rounded(x, keep);
}

function scientific(values: readonly number[], finite: readonly number[], style: FloatStyle): ElementFormat {
  const plus = style.signed ? "+" : "";
  const decimals = finite.map((x) => {
    const decimal = shortest(Math.abs(x), style.single);
    const keep = printing.precision + 1;
    return decimal.digits.length <= keep ? decimal : rounded(Math.abs(x), keep);
  });
  const places = Math.max(...decimals.map(({ digits }) => digits.length - 1));
  const exponentDigits = Math.max(2, ...decimals.map(({ exponent }) => String(Math.abs(exponent)).length));
  const width = { left: longest(finite.map((x) => signOf(x, plus) + "0")), right: exponentDigits + 2 + places };
  return aligned(values, finite, width, style, (x, left) => {
    const { digits, exponent } = rounded(Math.abs(x), places + 1);
    const head = (signOf(x, plus) + digits[0]).padStart(left);
    return `${head}.${digits.slice(1).padEnd(places, "0")}e${exponentText(exponent, exponentDigits)}`;
  });
}

interface Width {
  readonly left: number;
  readonly right: number;
}

/** Makes room for `nan` and `inf` beside finite numbers of a width. */
function aligned(
  values: readonly number[],
  finite: readonly number[],
  { left, right }: Width,
  { signed }: FloatStyle,
  show: (x: number, left: number) => string,
): ElementFormat {
  const plus = signed ? "+" : "";
  let wide = left;
  if (finite.length !== values.length) {
    const infinity = signed || values.includes(-Infinity) ? 4 : 3;
    wide = Math.max(left, 3 - (right + 1), infinity - (right + 1));
  }
  return (x) => (Number.isFinite(x) ? show(x, wide) : nonFinite(x, plus).padStart(wide + right + 1));
}

function nonFinite(x: number, plus: string): string {
  return Number.isNaN(x) ? `${plus}nan` : x < 0 ? "-inf" : `${plus}inf`;
}

function signOf(x: number, plus: string): string {
  return x < 0 || Object.is(x, -0) ? "-" : plus;
}

function exponentText(exponent: number, digits: number): string {
  return (exponent < 0 ? "-" : "+") + String(Math.abs(exponent)).padStart(digits, "0");
}

function longest(texts: readonly string[]): number {
  return texts.reduce((n, text) => Math.max(n, text.length), 0);
}
