/** A positive number as d.ddd… · 10^exponent; zero is "0". */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The fewest digits that read back as `x`, among float32 numbers when `single`. `x` is finite and not negative. */
export function shortest(x: number, single: boolean): Decimal {
  if (!single) return parse(x.toExponential());
  for (let keep = 1; keep < 9; keep++) {
    const decimal = rounded(x, keep);
    if (Math.fround(Number(`${decimal.digits[0]}.${decimal.digits.slice(1)}e${decimal.exponent}`)) === x)
      return decimal;
  }
  return rounded(x, 9); // nine digits tell all float32 numbers apart
}

/** `x` to `keep` digits: the exact value of `x` rounded to nearest, halves to an even digit. */
export function rounded(x: number, keep: number): Decimal {
  if (keep < 1) return roundedAway(x, keep);
  const up = parse(x.toExponential(keep - 1)); // rounds halves up
  if (!isHalf(x, keep)) return up;
  const below = x
    .toExponential(keep)
    .replace(/\.|e.*$/g, "")
    .slice(0, keep);
  const odd = Number(below.at(-1)) % 2 === 1;
  return odd ? up : { digits: below.replace(/0+$/, ""), exponent: exponentOf(x.toExponential(keep)) };
}

/** What is left of a number of which no digit is kept: the place before the first, when the number is more than half of it. */
function roundedAway(x: number, keep: number): Decimal {
  const { digits, exponent } = parse(x.toExponential(100));
  return keep === 0 && digits > "5" ? { digits: "1", exponent: exponent + 1 } : { digits: "0", exponent: 0 };
}

/** The digits around the point, without needless zeros: 12.50 is `["12", "5"]`. */
export function aroundPoint({ digits, exponent }: Decimal): readonly [string, string] {
  if (exponent < 0) return ["0", "0".repeat(-exponent - 1) + digits];
  return [digits.slice(0, exponent + 1).padEnd(exponent + 1, "0"), digits.slice(exponent + 1)];
}

/** Whether `x` lies exactly between two numbers of `keep` digits: its own exact digits are one more, and end in 5. */
function isHalf(x: number, keep: number): boolean {
  const { digits } = parse(x.toExponential());
  return digits.length === keep + 1 && digits.endsWith("5") && parse(x.toExponential(100)).digits === digits;
}

function parse(text: string): Decimal {
  const digits = text.slice(0, text.indexOf("e")).replace(".", "").replace(/0+$/, "");
  return digits === "" ? { digits: "0", exponent: 0 } : { digits, exponent: exponentOf(text) };
}

function exponentOf(text: string): number {
  return Number(text.slice(text.indexOf("e") + 1));
}
