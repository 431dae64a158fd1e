import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueError, array, random } from "@linnet/core";
import { Beta } from "./beta.js";
import { Binomial } from "./binomial.js";
import { ChiSquared } from "./chi-squared.js";
import type { ContinuousDistribution } from "./continuous.js";
import { Exponential } from "./exponential.js";
import { FisherF } from "./fisher-f.js";
import { Gamma } from "./gamma.js";
import { LogNormal } from "./log-normal.js";
import { Normal } from "./normal.js";
import { Poisson } from "./poisson.js";
import { StudentT } from "./student-t.js";
import { Uniform } from "./uniform.js";

const positive = fc.double({ min: Math.log(0.01), max: Math.log(1e6), noNaN: true }).map(Math.exp);
const continuous: fc.Arbitrary<ContinuousDistribution> = fc.oneof(
  fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), positive).map(([m, s]) => new Normal(m, s)),
  positive.map((df) => new StudentT(df)),
  positive.map((df) => new ChiSquared(df)),
  fc.tuple(positive, positive).map(([d, e]) => new FisherF(d, e)),
  fc.tuple(positive, positive).map(([a, b]) => new Beta(a, b)),
  fc.tuple(positive, positive).map(([k, s]) => new Gamma(k, s)),
  positive.map((rate) => new Exponential(rate)),
  fc.double({ min: 0.05, max: 3, noNaN: true }).map((s) => new LogNormal(0, s)),
);
/** Probabilities from 1e-290 to 1/2, evenly in the logarithm. */
const tail = fc.double({ min: -290, max: Math.log10(0.5), noNaN: true }).map((e) => 10 ** e);

/** A relative error of x is one of a tail times |x|·f(x)/tail; tails themselves have errors of some ε·|ln tail|. */
function bound(law: ContinuousDistribution, x: number, p: number): number {
  return 64 * Number.EPSILON * (4 - Math.log(p) + Math.abs(x) * (law.pdf(x) / p));
}

describe("continuous distributions", () => {
  it("cdf∘ppf and sf∘isf are the identity, to the conditioning of the quantile", () => {
    fc.assert(
      fc.property(continuous, tail, (law, p) => {
        const [below, above] = [law.ppf(p), law.isf(p)];
        // What is beyond the numbers, or at an end that the quantile rounds to, has no digits to come back from.
        const inside = (x: number) =>
          Math.abs(x) > 1e-290 && Math.abs(x) < 1e290 && !(law instanceof Beta && x > 0.999);
        if (inside(below)) expect(Math.abs(law.cdf(below) / p - 1)).toBeLessThanOrEqual(bound(law, below, p));
        if (inside(above)) expect(Math.abs(law.sf(above) / p - 1)).toBeLessThanOrEqual(bound(law, above, p));
      }),
      { numRuns: 300 },
    );
  });

  it("finds quantiles where the first step of the search leads to where tails underflow", () => {
    const cases = [
      [new Gamma(6970183.232225317), 2.0017583530189e-54],
      [new FisherF(237.80656093853042, 35.59610257738531), 3.0214217899934274e-13],
      [new Beta(1235.1187643831126, 20.987199398578394), 1.9313352654316548e-14],
    ] as const;
    for (const [law, p] of cases) {
      const x = law.ppf(p);
      expect(Math.abs(law.cdf(x) / p - 1)).toBeLessThanOrEqual(bound(law, x, p));
    }
  });

  it("cdf and sf add up to 1, and rise and fall", () => {
    fc.assert(
      fc.property(continuous, tail, tail, (law, p, q) => {
        const [low, high] = [law.ppf(Math.min(p, q)), law.isf(Math.min(p, q))];
        for (const x of [low, high]) expect(Math.abs(law.cdf(x) + law.sf(x) - 1)).toBeLessThanOrEqual(1e-13);
        expect(law.cdf(low)).toBeLessThanOrEqual(law.cdf(high));
        expect(law.sf(low)).toBeGreaterThanOrEqual(law.sf(high));
      }),
    );
  });

  it("the density integrates to differences of cdf, within what Simpson's rule with half as many pieces differs", () => {
    const simpson = (law: ContinuousDistribution, from: number, to: number, n: number) => {
      const h = (to - from) / n;
      const terms = Array.from({ length: n + 1 }, (_, i) => (i % n ? (i % 2 ? 4 : 2) : 1) * law.pdf(from + i * h));
      return (terms.reduce((a, b) => a + b) * h) / 3;
    };
    fc.assert(
      fc.property(continuous, (law) => {
        const [from, to] = [law.ppf(0.25), law.ppf(0.75)];
        fc.pre(law.pdf(from) < Infinity && law.pdf(to) < Infinity); // no pole that a quantile rounds to
        const [coarse, fine] = [100, 200].map((n) => simpson(law, from, to, n));
        expect(Math.abs(fine - 0.5)).toBeLessThanOrEqual(Math.abs(fine - coarse) + 1e-12);
      }),
    );
  });

  it("logPdf is the logarithm of pdf, and goes on where it underflows", () => {
    fc.assert(
      fc.property(continuous, tail, (law, p) => {
        const x = law.isf(p);
        const density = law.pdf(x);
        if (density > 1e-300 && density < 1e300) {
          expect(Math.abs(law.logPdf(x) - Math.log(density))).toBeLessThanOrEqual(1e-12);
        }
      }),
    );
    expect(new Normal().logPdf(100)).toBe(-5000.918938533205);
    expect(new Normal().pdf(100)).toBe(0);
  });

  it("is 0 or 1 outside its support, and at infinities; NaN stays NaN", () => {
    const laws = [
      new ChiSquared(3),
      new FisherF(3, 4),
      new Beta(2, 3),
      new Gamma(0.5),
      new Exponential(2),
      new LogNormal(),
    ];
    for (const law of [...laws, new Uniform()]) {
      for (const x of [-1, -Infinity])
        expect([law.pdf(x), law.logPdf(x), law.cdf(x), law.sf(x)]).toEqual([0, -Infinity, 0, 1]);
    }
    for (const law of [...laws, new Normal(), new StudentT(2), new Uniform()]) {
      expect([law.pdf(Infinity), law.cdf(Infinity), law.sf(Infinity)]).toEqual([0, 1, 0]);
      for (const f of ["pdf", "logPdf", "cdf", "sf"] as const) expect(law[f](NaN)).toBeNaN();
    }
    for (const law of [new Normal(), new StudentT(2)]) expect([law.cdf(-Infinity), law.sf(-Infinity)]).toEqual([0, 1]);
    for (const law of [new Beta(2, 3), new Uniform()]) expect([law.pdf(2), law.cdf(2), law.sf(2)]).toEqual([0, 1, 0]);
  });

  it("quantiles of 0 and 1 are the ends of the support", () => {
    const ends = (law: ContinuousDistribution) => [law.ppf(0), law.ppf(1), law.isf(0), law.isf(1)];
    for (const law of [new ChiSquared(3), new FisherF(3, 4), new Gamma(0.5), new Exponential(2), new LogNormal()]) {
      expect(ends(law)).toEqual([0, Infinity, Infinity, 0]);
    }
    for (const law of [new Beta(2, 3), new Uniform()]) expect(ends(law)).toEqual([0, 1, 1, 0]);
    for (const law of [new Normal(), new StudentT(2)]) {
      expect(ends(law)).toEqual([-Infinity, Infinity, Infinity, -Infinity]);
      expect([law.ppf(0.5), law.isf(0.5)]).toEqual([0, 0]);
    }
  });

  it("has the density of an end of its support: 0, ∞, or between", () => {
    expect([1, 2, 3].map((df) => new ChiSquared(df).pdf(0))).toEqual([Infinity, 0.5, 0]);
    expect([1, 2, 3].map((df) => new FisherF(df, 5).pdf(0))).toEqual([Infinity, 1, 0]);
    expect([new Beta(1, 3).logPdf(0), new Beta(1, 3).pdf(1), new Beta(0.5, 1).pdf(0)]).toEqual([
      Math.log(3),
      0,
      Infinity,
    ]);
  });

  it("t and F agree: P(|T| > x) = P(F > x²) for one degree above", () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 0.01, max: 50, noNaN: true }), (df, x) => {
        const [two, upper] = [2 * new StudentT(df).sf(x), new FisherF(1, df).sf(x * x)];
        const condition = 64 * Number.EPSILON * (8 - Math.log(upper) + df);
        if (upper > 1e-290) expect(Math.abs(two / upper - 1)).toBeLessThanOrEqual(condition);
      }),
    );
  });

  it("Cauchy's tail keeps its digits where squares overflow", () => {
    const t = new StudentT(1);
    for (const x of [1e100, 1e150, 1e200, 1e300]) {
      expect(Math.abs(t.sf(x) * Math.PI * x - 1)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(t.isf(1 / x) / (x / Math.PI) - 1)).toBeLessThanOrEqual(1e-12);
    }
  });

  it("takes arrays of any shape, element by element", () => {
    const x = array([
      [-1, 0.5],
      [2, 3],
    ]);
    const law = new Gamma(2, 3);
    expect(law.sf(x).toArray()).toEqual(x.toArray().map((row) => (row as number[]).map((v) => law.sf(v))));
    expect(law.sf(x.T).shape).toEqual([2, 2]);
  });

  it("draws numbers of its mean and variance (5 standard errors of 4000 draws)", () => {
    const laws = [
      new Beta(2, 3),
      new Exponential(2),
      new Uniform(-1, 4),
      new LogNormal(0, 0.3),
      new Poisson(4),
      new Binomial(9, 0.3),
    ];
    for (const law of [...laws, new FisherF(5, 40), new StudentT(30), new Gamma(2.5, 3)]) {
      const draws = law.sample(random(1), [4000]).toTypedArray();
      const mean = draws.reduce((a, b) => a + b) / draws.length;
      expect(Math.abs(mean - law.mean)).toBeLessThanOrEqual(5 * Math.sqrt(law.variance / draws.length));
    }
  });

  it("refuses probabilities outside [0, 1] and parameters that there are not", () => {
    expect(() => new Normal().ppf(1.5)).toThrow("Normal.ppf: a probability must lie in [0, 1]; got 1.5.");
    expect(() => new ChiSquared(2).isf(NaN)).toThrow("ChiSquared.isf: a probability must lie in [0, 1]; got NaN.");
    expect(() => new Poisson(2).isf(-0.5)).toThrow("Poisson.isf: a probability must lie in [0, 1]; got -0.5.");
    expect(() => new Gamma(0)).toThrow("Gamma: shape must be a positive number; got 0.");
    expect(() => new Gamma(1, Infinity)).toThrow("Gamma: scale must be a positive number; got Infinity.");
    expect(() => new ChiSquared(NaN)).toThrow("ChiSquared: df must be a positive number; got NaN.");
    expect(() => new Beta(1, -1)).toThrow("Beta: beta must be a positive number; got -1.");
    expect(() => new Exponential(0)).toThrow("Exponential: rate must be a positive number; got 0.");
    expect(() => new LogNormal(Infinity)).toThrow("LogNormal: mu must be finite; got Infinity.");
    expect(() => new Normal(NaN)).toThrow("Normal: mean must be finite; got NaN.");
    expect(() => new Uniform(1, 1)).toThrow(
      "Uniform: low must be less than high, and both finite; got low 1 and high 1.",
    );
    expect(() => new Binomial(-1, 0.5)).toThrow("Binomial: n must be a count; got -1.");
    expect(() => new Binomial(3, 2)).toThrow("Binomial: p must lie in [0, 1]; got 2.");
    expect(() => new Poisson(0)).toThrow("Poisson: mean must be a positive number; got 0.");
    expect(() => new StudentT(-1)).toThrow(ValueError);
    expect(() => new FisherF(1, 0)).toThrow("FisherF: df2 must be a positive number; got 0.");
  });
});

describe("discrete distributions", () => {
  const laws = fc.oneof(
    fc.double({ min: 0.01, max: 500, noNaN: true }).map((mean) => new Poisson(mean)),
    fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }))
      .map(([n, p]) => new Binomial(n, p)),
  );

  it("masses add up to cdf, and the rest to sf", () => {
    fc.assert(
      fc.property(laws, fc.integer({ min: 0, max: 500 }), (law, k) => {
        const below = Array.from({ length: k + 1 }, (_, i) => law.pmf(i)).reduce((a, b) => a + b);
        // each mass has an error of some ε·|ln mass|, of which only those near the mean count
        expect(Math.abs(below - law.cdf(k))).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(law.cdf(k) + law.sf(k) - 1)).toBeLessThanOrEqual(1e-14);
      }),
    );
  });

  it("ppf is the least k that reaches p, isf the least that leaves q", () => {
    fc.assert(
      fc.property(laws, tail, (law, p) => {
        const [k, j] = [law.ppf(p), law.isf(p)];
        expect(law.cdf(k)).toBeGreaterThanOrEqual(p);
        expect(law.sf(j)).toBeLessThanOrEqual(p);
        if (k > 0) expect(law.cdf(k - 1)).toBeLessThan(p);
        if (j > 0) expect(law.sf(j - 1)).toBeGreaterThan(p);
      }),
    );
  });

  it("has its edges", () => {
    const sure = new Binomial(3, 1);
    expect([0, 1, 2, 3].map((k) => sure.pmf(k))).toEqual([0, 0, 0, 1]);
    expect([new Binomial(3, 0).pmf(0), new Binomial(0, 0.5).pmf(0), new Binomial(3, 0.5).pmf(4)]).toEqual([1, 1, 0]);
    expect([new Binomial(3, 0.5).pmf(1.5), new Binomial(3, 0.5).pmf(-1)]).toEqual([0, 0]);
    expect([new Binomial(3, 0.5).ppf(0), new Binomial(3, 0.5).ppf(1), new Poisson(2).ppf(1)]).toEqual([0, 3, Infinity]);
    expect([new Binomial(3, 0.5).cdf(-1), new Binomial(3, 0.5).sf(-1), new Binomial(3, 0.5).cdf(2.7)]).toEqual([
      0, 1, 0.875,
    ]);
    for (const f of ["pmf", "logPmf", "cdf", "sf"] as const) {
      expect(new Poisson(2)[f](NaN)).toBeNaN();
      expect(new Binomial(3, 0.5)[f](NaN)).toBeNaN();
    }
    expect([new Poisson(2).cdf(Infinity), new Poisson(2).sf(Infinity), new Poisson(2).pmf(Infinity)]).toEqual([
      1, 0, 0,
    ]);
  });
});
