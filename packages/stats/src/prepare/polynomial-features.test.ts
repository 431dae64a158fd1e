import { type NDArray, ValueError, array, random, zeros } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PolynomialFeatures } from "./polynomial-features.js";

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe("PolynomialFeatures", () => {
  it("has every product of columns up to the degree once: C(p + d, d), or Σ C(p, k) without powers", () => {
    const law = fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(4), fc.boolean(), (p, degree, interactionOnly) => {
      const { terms } = PolynomialFeatures.fit(zeros([1, p]), { degree, interactionOnly });
      const without = Array.from({ length: Math.min(p, degree) + 1 }, (_, k) => choose(p, k)).reduce((a, b) => a + b);
      expect(terms.length).toBe(Math.round(interactionOnly ? without : choose(p + degree, degree)));
      expect(new Set(terms.map((term) => term.join())).size).toBe(terms.length);
      const lengths = terms.map((term) => term.length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      if (interactionOnly) for (const term of terms) expect(new Set(term).size).toBe(term.length);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("multiplies the columns of its terms, from the left", () => {
    const x: NDArray = random(1).normal([6, 3]);
    const rows = x.toArray() as number[][];
    for (const bias of [true, false]) {
      const features = PolynomialFeatures.fit(x, { degree: 3, bias });
      const expected = rows.map((row) => features.terms.map((term) => term.reduce((total, j) => total * row[j], 1)));
      expect(features.transform(x).toArray()).toEqual(expected);
    }
  });

  it("names its terms", () => {
    const x = zeros([1, 2]);
    expect(PolynomialFeatures.fit(x, { columns: ["a", "b"] }).names).toEqual(["1", "a", "b", "a^2", "a b", "b^2"]);
    expect(PolynomialFeatures.fit(x, { interactionOnly: true, bias: false }).names).toEqual(["x0", "x1", "x0 x1"]);
  });

  it("is the same from its JSON, and keeps float32", () => {
    const x: NDArray = random(2).normal([3, 2], { dtype: "float32" });
    const features = PolynomialFeatures.fit(x);
    const back = PolynomialFeatures.fromJSON(JSON.stringify(features));
    expect(back.transform(x).toArray()).toEqual(features.transform(x).toArray());
    expect(back.names).toEqual(features.names);
    expect(features.transform(x).dtype).toBe("float32");
    const json = features.toJSON();
    expect(() => PolynomialFeatures.fromJSON({ ...json, terms: [[2]] })).toThrow(
      "PolynomialFeatures.fromJSON: terms must be lists of columns; got a list.",
    );
    expect(() => PolynomialFeatures.fromJSON({ ...json, columns: ["a"] })).toThrow(
      "PolynomialFeatures.fromJSON: columns must be 2 names; got 1.",
    );
  });

  it("refuses more terms than are of use, before it makes any, and what is no degree", () => {
    expect(() => PolynomialFeatures.fit(zeros([1, 1000]), { degree: 4 })).toThrow(ValueError);
    expect(() => PolynomialFeatures.fit(zeros([1, 1000]), { degree: 3 })).toThrow(
      "PolynomialFeatures.fit: there must be at most 1000000 terms; got 167668501 of 1000 columns. Lower the degree, or choose interactionOnly.",
    );
    expect(() => PolynomialFeatures.fit(zeros([1, 50]), { degree: 40 })).toThrow("at most 1000000 terms");
    expect(() => PolynomialFeatures.fit(zeros([1, 2]), { degree: 1.5 })).toThrow(
      "PolynomialFeatures.fit: degree must be an integer of at least 0; got 1.5.",
    );
    expect(() => PolynomialFeatures.fit(zeros([1, 2]), { degree: 0, bias: false })).toThrow(
      "PolynomialFeatures.fit: there must be a term; got degree 0 without bias.",
    );
    expect(() => PolynomialFeatures.fit(zeros([1, 2]), { columns: ["a"] })).toThrow(
      "PolynomialFeatures.fit: columns must be a list with a name for each; got 1 for 2.",
    );
    expect(() => PolynomialFeatures.fit(array([[Number.NaN]]), { columns: ["age"] })).toThrow(
      'PolynomialFeatures.fit: x must have no missing values; got NaN in column "age", row 0.',
    );
  });
});
