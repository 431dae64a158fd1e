import { LinnetError } from "@linnet/core";
import { Fraction } from "fraction.js";
import type { Arithmetic, Entry } from "./arithmetic.js";
import { fractionOf, lcm, ratio } from "./numeral.js";

/**
 * A number p + q·√s with fractions p and q and a whole s, which is 1 where q is 0.
 *
 * Such numbers can be multiplied, divided and compared, and added where their roots are alike; numbers q·√s are multiplied
 * whatever their roots. That is all that elimination (q = 0), Gram–Schmidt (p = 0, one root a column) and the roots of
 * quadratics (one s) ask for.
 */
export interface Exact {
  readonly rational: Fraction;
  readonly factor: Fraction;
  readonly root: bigint;
}

/** A result that is not of the form p + q·√s; floats can hold it. */
export class NotExactError extends LinnetError {
  constructor(expected: string, got: string) {
    super("explain", `${expected}; got ${got}. Use arithmetic: "float64".`);
  }
}

/** Arithmetic without rounding. */
export const exact: Arithmetic<Exact> = {
  name: "exact",
  unitRoundoff: 0,
  read: (x) => fraction(fractionOf(x)),
  add: (a, b) => sum(a, b),
  sub: (a, b) => sum(a, negative(b)),
  mul: (a, b) => product(a, b),
  div: (a, b) => product(a, inverse(b)),
  sqrt: (a) => squareRoot(a),
  value: (a) => valueOf(a),
  isZero: (a) => signOf(a) === 0,
  compareSizes: (a, b) => signOf(sum(product(a, a), negative(product(b, b)))),
  write: (a) => written(a),
};

const ZERO: Fraction = /* @__PURE__ */ new Fraction(0);

function fraction(rational: Fraction): Exact {
  return { rational, factor: ZERO, root: 1n };
}

/** p + q·√s of a root whose squares have been taken out. */
function number(rational: Fraction, factor: Fraction, root: bigint): Exact {
  return isZero(factor) ? fraction(rational) : { rational, factor, root };
}

function isZero({ n }: Fraction): boolean {
  return n === 0n;
}

function negative({ rational, factor, root }: Exact): Exact {
  return { rational: rational.neg(), factor: factor.neg(), root };
}

function sum(a: Exact, b: Exact): Exact {
  const rational = a.rational.add(b.rational);
  if (isZero(a.factor)) return { ...b, rational };
  if (isZero(b.factor)) return { ...a, rational };
  const factor = factorOf(a.root, b);
  if (factor === null) {
    throw new NotExactError("exact sums must be of like roots", `${written(a).text} and ${written(b).text}`);
  }
  return number(rational, a.factor.add(factor), a.root);
}

function product(a: Exact, b: Exact): Exact {
  const rational = a.rational.mul(b.rational);
  if (isZero(a.factor) && isZero(b.factor)) return fraction(rational);
  if (isZero(a.factor)) return number(rational, a.rational.mul(b.factor), b.root);
  const factor = isZero(b.factor) ? ZERO : factorOf(a.root, b);
  if (factor !== null) {
    const squares = a.factor.mul(factor).mul(a.root, 1n);
    return number(rational.add(squares), a.rational.mul(factor).add(a.factor.mul(b.rational)), a.root);
  }
  if (isZero(a.rational) && isZero(b.rational)) return normal(a.factor.mul(b.factor), a.root * b.root);
  throw new NotExactError("exact products must be of like roots", `${written(a).text} and ${written(b).text}`);
}

/** 1/(p + q·√s) = (p − q·√s)/(p² − q²·s) */
function inverse(a: Exact): Exact {
  const norm = normOf(a);
  return { rational: a.rational.div(norm), factor: a.factor.neg().div(norm), root: a.root };
}

/** p² − q²·s, which is 0 only of 0. */
function normOf({ rational, factor, root }: Exact): Fraction {
  return rational.mul(rational).sub(factor.mul(factor).mul(root, 1n));
}

/** The q for which q·√root is the root part of b: √b = √(ab)/a·√a. */
function factorOf(root: bigint, b: Exact): Fraction | null {
  if (root === b.root) return b.factor;
  const both = root * b.root;
  const common = floorRoot(both);
  return common * common === both ? b.factor.mul(common, root) : null;
}

function squareRoot(a: Exact): Exact {
  if (!isZero(a.factor) || a.rational.s < 0n) {
    throw new NotExactError("exact roots must be of fractions that are not negative", written(a).text);
  }
  const { n, d } = a.rational;
  return normal(new Fraction(1n, d), n * d); // √(n/d) = √(nd)/d
}

/** q·√s with what is square in the root moved before it. */
function normal(factor: Fraction, root: bigint): Exact {
  if (isZero(factor) || root === 0n) return fraction(ZERO);
  let [outside, inside] = [1n, root];
  for (let p = 2n; p < 1000n && p * p <= inside; p++) {
    while (inside % (p * p) === 0n) [outside, inside] = [outside * p, inside / (p * p)];
  }
  const rest = floorRoot(inside);
  if (rest * rest === inside) return fraction(factor.mul(outside * rest, 1n));
  return { rational: ZERO, factor: factor.mul(outside, 1n), root: inside };
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

/** −1, 0 or 1. Where p and q differ in sign, the larger of p² and q²·s decides. */
function signOf(a: Exact): number {
  const [p, q] = [a.rational, a.factor].map((part) => (isZero(part) ? 0 : Number(part.s)));
  if (p * q >= 0) return p || q;
  return p * Math.sign(normOf(a).compare(0));
}

/** To a few roundings, also where p and q·√s nearly cancel. */
function valueOf(a: Exact): number {
  const [p, q] = [doubleOf(a.rational), rootPart(a)];
  return p * q >= 0 ? p + q : doubleOf(normOf(a)) / (p - q);
}

/** q·√s */
function rootPart({ factor, root }: Exact): number {
  const { n, d } = factor.mul(factor).mul(root, 1n);
  return Number(factor.s) * Math.sqrt(ratio(n, d));
}

function doubleOf({ s, n, d }: Fraction): number {
  return ratio(s * n, d);
}

function written(a: Exact): Entry {
  const { rational, factor, root } = a;
  const value = valueOf(a);
  if (isZero(factor)) return { value, ...over(rational.s, String(rational.n), String(rational.n), rational.d) };
  const under = lcm(rational.d, factor.d);
  const q = (factor.n * under) / factor.d;
  const times = q === 1n ? "" : String(q);
  const [radical, latexRadical] = [`${times}√${root}`, `${times}\\sqrt{${root}}`];
  if (isZero(rational)) return { value, ...over(factor.s, radical, latexRadical, under) };
  const p = (rational.s * rational.n * under) / rational.d;
  const sign = factor.s < 0n ? "-" : "+";
  const [top, latexTop] = [`${p}${sign}${radical}`, `${p} ${sign} ${latexRadical}`];
  return { value, ...over(1n, under === 1n ? top : `(${top})`, latexTop, under) };
}

/** ±top/under, the sign before the fraction. */
function over(sign: bigint, top: string, latexTop: string, under: bigint): Omit<Entry, "value"> {
  const before = sign < 0n ? "-" : "";
  if (under === 1n) return { text: before + top, latex: before + latexTop };
  return { text: `${before}${top}/${under}`, latex: `${before}\\frac{${latexTop}}{${under}}` };
}
