import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Exact, NotExactError, exact } from "./exact.js";

const { read, add, sub, mul, div, sqrt, value, isZero, compareSizes, write } = exact;

const fractions = fc
  .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 999 }))
  .map(([n, d]) => read(`${n}/${d}`));
/** Fractions times one root, as the entries of a column are. */
const alike = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fractions, fractions)
  .map(([s, a, b]): [Exact, Exact] => [mul(sqrt(read(s)), a), mul(sqrt(read(s)), b)]);
const roots = fc.tuple(fc.integer({ min: 1, max: 500 }), fractions).map(([s, c]) => mul(sqrt(read(s)), c));

function same(a: Exact, b: Exact): void {
  expect(write(a).text).toBe(write(b).text);
}

describe("exact numbers", () => {
  it("keep the laws of a field, in which like roots are added", () => {
    fc.assert(
      fc.property(alike, fractions, ([a, b], c) => {
        same(add(a, b), add(b, a));
        same(sub(add(a, b), b), a);
        same(mul(c, add(a, b)), add(mul(c, a), mul(c, b)));
        if (!isZero(b)) same(mul(div(a, b), b), a);
      }),
    );
  });

  it("multiply unlike roots", () => {
    fc.assert(
      fc.property(roots, roots, roots, (a, b, c) => {
        same(mul(a, b), mul(b, a));
        same(mul(mul(a, b), c), mul(a, mul(b, c)));
        if (!isZero(b)) same(mul(div(a, b), b), a);
      }),
    );
  });

  it("have roots whose squares are what they were taken of", () => {
    fc.assert(fc.property(fractions, (a) => same(mul(sqrt(mul(a, a)), sqrt(mul(a, a))), mul(a, a))));
    fc.assert(
      fc.property(
        fractions.map((a) => (a.rational.s < 0n ? sub(read(0), a) : a)),
        (a) => same(mul(sqrt(a), sqrt(a)), a),
      ),
    );
  });

  it("compare by size as their values do, and know their value to 2 units in the last place", () => {
    fc.assert(
      fc.property(roots, roots, (a, b) => {
        const [x, y] = [Math.abs(value(a)), Math.abs(value(b))];
        if (Math.abs(x - y) > 1e-12 * (x + y)) expect(Math.sign(compareSizes(a, b))).toBe(Math.sign(x - y));
        // √ and the fraction under it are each rounded once.
        const part = a.root === 1n ? a.rational : a.factor;
        const expected = (Number(part.s * part.n) / Number(part.d)) * Math.sqrt(Number(a.root));
        expect(Math.abs(value(a) - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(expected));
      }),
    );
  });

  it("keep the laws of the field of p + q·√s, signs and sizes among them", () => {
    const numbers = fc
      .tuple(fc.integer({ min: 1, max: 60 }), ...Array.from({ length: 6 }, () => fractions))
      .map(([s, ...parts]) => [0, 2, 4].map((i) => add(parts[i], mul(parts[i + 1], sqrt(read(s))))));
    fc.assert(
      fc.property(numbers, ([a, b, c]) => {
        same(mul(a, b), mul(b, a));
        same(mul(mul(a, b), c), mul(a, mul(b, c)));
        same(mul(c, add(a, b)), add(mul(c, a), mul(c, b)));
        expect(isZero(sub(add(a, b), add(b, a)))).toBe(true);
        if (!isZero(b)) same(mul(div(a, b), b), a);
        const [x, y] = [Math.abs(value(a)), Math.abs(value(b))];
        if (Math.abs(x - y) > 1e-12 * (x + y)) expect(Math.sign(compareSizes(a, b))).toBe(Math.sign(x - y));
      }),
    );
  });

  it("know their value where p and q·√s nearly cancel", () => {
    // 3363/2378 is a convergent of √2: the difference is 1/(2378·(3363 + 2378·√2)), of which 7 digits of 3363/2378 are lost.
    const a = sub(read("3363/2378"), sqrt(read(2)));
    const expected = 1 / (2378 * (3363 + 2378 * Math.SQRT2));
    expect(Math.abs(value(a) - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * expected);
    expect(compareSizes(a, read(0))).toBe(1);
    expect(write(a)).toMatchObject({ text: "(3363-2378√2)/2378", latex: "\\frac{3363 - 2378\\sqrt{2}}{2378}" });
    expect(write(add(read(-1), sqrt(read(5)))).text).toBe("-1+√5");
    expect(write(add(read("1/2"), div(sqrt(read(5)), read(3)))).text).toBe("(3+2√5)/6");
  });

  it("are written with the square moved before the root", () => {
    const root = (n: number | string): string => write(sqrt(read(n))).text;
    expect([root(8), root("1/2"), root("9/4"), root(0), root(12)]).toEqual(["2√2", "√2/2", "3/2", "0", "2√3"]);
    expect(root(1_018_081)).toBe("1009"); // the square of a prime that trial division leaves
    expect(write(sub(read(0), sqrt(read("3/4"))))).toEqual({
      value: -Math.sqrt(0.75),
      text: "-√3/2",
      latex: "-\\frac{\\sqrt{3}}{2}",
    });
    expect(write(add(sqrt(read(8)), sqrt(read(2)))).text).toBe("3√2");
  });

  it("refuse what they cannot hold", () => {
    const message = (f: () => unknown): unknown => {
      try {
        return f();
      } catch (error) {
        return error;
      }
    };
    const [root2, root3] = [sqrt(read(2)), sqrt(read(3))];
    expect(message(() => add(root2, root3))).toEqual(
      new NotExactError("exact sums must be of like roots", "√2 and √3"),
    );
    expect(message(() => mul(add(read(1), root2), root3))).toEqual(
      new NotExactError("exact products must be of like roots", "1+√2 and √3"),
    );
    const root = new NotExactError("exact roots must be of fractions that are not negative", "-4");
    expect(message(() => sqrt(read(-4)))).toEqual(root);
    expect(root.message).toBe(
      'explain: exact roots must be of fractions that are not negative; got -4. Use arithmetic: "float64".',
    );
    expect(message(() => sqrt(add(read(1), root2)))).toEqual(
      new NotExactError("exact roots must be of fractions that are not negative", "1+√2"),
    );
  });
});
