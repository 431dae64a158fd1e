import { LinnetError } from "@linnet/core";
import { Fraction } from "fraction.js";
import type { Arithmetic } from "./arithmetic.js";
import { fractionOf, ratio } from "./numeral.js";
import type { Entry } from "./step.js";

/**
 * A number c·√s with a fraction c and a whole s ≥ 1.
 *
 * Such numbers can be multiplied, divided and compared, and added where their roots are alike. That is all that
 * elimination (s = 1) and Gram–Schmidt (one root a column) ask for.
 */
export interface Exact {
  readonly factor: Fraction;
  readonly root: bigint;
}

/** Arithmetic without rounding. */
export const exact: Arithmetic<Exact> = {
  name: "exact",
  unitRoundoff: 0,
  read: (x) => ({ factor: fractionOf(x), root: 1n }),
  add: (a, b) => sum(a, b),
  sub: (a, b) => sum(a, { factor: b.factor.neg(), root: b.root }),
  mul: (a, b) => product(a, b),
  // 1/(c·√s) = √s/(c·s)
  div: (a, b) => product(a, { factor: new Fraction(1).div(b.factor).div(b.root, 1n), root: b.root }),
  sqrt: (a) => squareRoot(a),
  value: (a) => valueOf(a),
  isZero: ({ factor }) => factor.n === 0n,
  compareSizes: (a, b) => squared(a).compare(squared(b)),
  write: (a) => written(a),
};

function sum(a: Exact, b: Exact): Exact {
  if (a.factor.n === 0n) return b;
  if (b.factor.n === 0n) return a;
  if (a.root === b.root) return normal(a.factor.add(b.factor), a.root);
  const both = a.root * b.root;
  const root = floorRoot(both);
  if (root * root !== both) {
    throw new LinnetError(
      "explain",
      `exact sums must be of like roots; got √${a.root} and √${b.root}. Use arithmetic: "float64".`,
    );
  }
  return normal(a.factor.add(b.factor.mul(root, a.root)), a.root); // √b = √(ab)/a·√a
}

function product(a: Exact, b: Exact): Exact {
  const factor = a.factor.mul(b.factor);
  if (a.root === b.root) return normal(factor.mul(a.root, 1n), 1n);
  return normal(factor, a.root * b.root);
}

function squareRoot(a: Exact): Exact {
  if (a.root !== 1n || a.factor.s < 0n) {
    throw new LinnetError(
      "explain",
      `exact roots must be of fractions that are not negative; got ${written(a).text}. Use arithmetic: "float64".`,
    );
  }
  const { n, d } = a.factor;
  return normal(new Fraction(1n, d), n * d); // √(n/d) = √(nd)/d
}

/** The same number with what is square in the root moved before it. */
function normal(factor: Fraction, root: bigint): Exact {
  if (factor.n === 0n) return { factor, root: 1n };
  let [outside, inside] = [1n, root];
  for (let p = 2n; p < 1000n && p * p <= inside; p++) {
    while (inside % (p * p) === 0n) [outside, inside] = [outside * p, inside / (p * p)];
  }
  const rest = floorRoot(inside);
  if (rest * rest === inside) [outside, inside] = [outside * rest, 1n];
  return { factor: factor.mul(outside, 1n), root: inside };
}

/** ⌊√n⌋, by Newton's iteration from above. */
function floorRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function squared({ factor, root }: Exact): Fraction {
  return factor.mul(factor).mul(root, 1n);
}

function valueOf(a: Exact): number {
  const { s, n, d } = a.factor;
  if (a.root === 1n) return ratio(s * n, d);
  const { n: over, d: under } = squared(a);
  return Number(s) * Math.sqrt(ratio(over, under));
}

function written(a: Exact): Entry {
  const { s, n, d } = a.factor;
  const sign = s < 0n ? "-" : "";
  const root = a.root === 1n ? "" : String(a.root);
  const over = (radical: string): string => (n === 1n && root ? radical : `${n}${root && radical}`);
  const [top, latexTop] = [over(`√${root}`), over(`\\sqrt{${root}}`)];
  return {
    value: valueOf(a),
    text: sign + (d === 1n ? top : `${top}/${d}`),
    latex: sign + (d === 1n ? latexTop : `\\frac{${latexTop}}{${d}}`),
  };
}
