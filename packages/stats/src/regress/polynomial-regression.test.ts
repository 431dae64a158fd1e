import { type NDArray, ShapeError, ValueError, array, linspace, random, zeros } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CollinearityError } from "./independent-columns.js";
import { LinearRegression } from "./linear-regression.js";
import { PolynomialRegression } from "./polynomial-regression.js";

describe("PolynomialRegression", () => {
  const x: NDArray = linspace(-1, 3, 30);
  const y: NDArray = random(2).normal([30]);

  it("finds a polynomial of integers again, whatever its degree", () => {
    const integers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(integers, fc.integer({ min: -50, max: 50 }), (coefficients, shift) => {
        const points = Array.from({ length: 12 }, (_, i) => shift + i);
        const values = points.map((v) => coefficients.reduceRight((sum, c) => sum * v + c, 0));
        fc.pre(values.every(Number.isSafeInteger));
        const model = PolynomialRegression.fit(array(points), array(values), { degree: coefficients.length - 1 });
        // 2⁻¹⁰⁰ of double-double, times (2·(|c| + h)/h)^d ≤ 2³² of the conversion to powers, and the last rounding
        const largest = Math.max(...points.map(Math.abs));
        const size = Math.max(...values.map(Math.abs));
        coefficients.forEach((c, k) => {
          const error = Math.abs(model.coefficients.toTypedArray()[k] - c);
          expect(error).toBeLessThanOrEqual(Number.EPSILON * Math.abs(c) + (2 ** -68 * size) / largest ** k);
        });
        expect(model.residualSquares).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it("is LinearRegression on powers, where float64 holds them well enough", () => {
    const weights = random(4).uniform([30], { low: 1, high: 2 });
    const model = PolynomialRegression.fit(x, y, { degree: 3, weights });
    const powers = array((x.toArray() as number[]).map((v) => [v, v ** 2, v ** 3])) as NDArray;
    const line = LinearRegression.fit(powers, y, { weights });
    const pairs: [ArrayLike<number>, ArrayLike<number>][] = [
      [model.coefficients.toTypedArray(), line.estimates.toTypedArray()],
      [model.covariance.toTypedArray(), line.covariance.toTypedArray()],
      [model.leverage.toTypedArray(), line.leverage.toTypedArray()],
      [
        [model.f, model.r2, model.aic, model.dfResidual],
        [line.f, line.r2, line.aic, line.dfResidual],
      ],
      [model.predict(x).toTypedArray(), line.predict(powers).toTypedArray()],
      [
        model.predictIntervals(x, 0.8).prediction.upper.toTypedArray(),
        line.predictIntervals(powers, 0.8).prediction.upper.toTypedArray(),
      ],
    ];
    // powers to 27 are rounded to 2⁻⁵³ of themselves, κ of their columns is below 100
    for (const [found, wanted] of pairs) {
      Array.from(wanted).forEach((w, i) =>
        expect(Math.abs(found[i] - w)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(w))),
      );
    }
    expect(model.terms).toEqual(["(intercept)", "x", "x^2", "x^3"]);
  });

  it("fits degree 40, whose powers no float64 design could tell apart", () => {
    const points = linspace(0, 10, 200) as NDArray;
    const values = array((points.toArray() as number[]).map((v) => Math.exp(-v) * Math.cos(3 * v))) as NDArray;
    const model = PolynomialRegression.fit(points, values, { degree: 40 });
    // what remains of an entire function's Chebyshev series is rounding
    model.residuals.toTypedArray().forEach((e: number) => expect(Math.abs(e)).toBeLessThanOrEqual(1e-14));
    const predicted = model.predict(points).toTypedArray();
    model.fitted
      .toTypedArray()
      .forEach((v: number, i: number) => expect(Math.abs(predicted[i] - v)).toBeLessThanOrEqual(1e-14));
  });

  it("predicts arrays of any shape, and is the same from its JSON", () => {
    const model = PolynomialRegression.fit(array([0, 1, 2, 3]), array([1, 2, 5, 10]), { degree: 2 });
    expect(
      model
        .predict(
          array([
            [4, 5],
            [6, -1],
          ]),
        )
        .toArray(),
    ).toEqual([
      [17, 26],
      [37, 2],
    ]);
    const again = PolynomialRegression.fromJSON(JSON.stringify(model));
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
    expect(again.predict(x).toArray()).toEqual(model.predict(x).toArray());
    expect(again.degree).toBe(2);
    expect(() => PolynomialRegression.fromJSON({ ...model.toJSON(), centre: null })).toThrow(
      "PolynomialRegression.fromJSON: centre must be a number; got null.",
    );
  });

  it("refuses fewer points than coefficients, and what is no data", () => {
    expect(() => PolynomialRegression.fit(array([1, 2, 2, 1]), array([1, 2, 3, 4]), { degree: 2 })).toThrow(
      CollinearityError,
    );
    expect(() => PolynomialRegression.fit(array([1, 2, 2, 1]), array([1, 2, 3, 4]), { degree: 2 })).toThrow(
      "PolynomialRegression.fit: the columns of the design must be linearly independent; got rank 2 of 3, with x^2 combined from those before. " +
        "Lower the degree: there are fewer different x.",
    );
    const constant = PolynomialRegression.fit(array([3, 3]), array([1, 2]), { degree: 0 });
    expect(constant.coefficients.toArray()).toEqual([1.5]);
    const untyped = PolynomialRegression.fit as (...args: unknown[]) => unknown;
    const [two, one] = [array([1, 2]), { degree: 1 }];
    const cases: [unknown[], typeof ValueError | typeof ShapeError, string][] = [
      [[two, two], ValueError, "degree must be an integer ≥ 0; got undefined."],
      [[two, two, { degree: 1.5 }], ValueError, "degree must be an integer ≥ 0; got 1.5."],
      [[zeros([2, 1]), two, one], ShapeError, "x must be a vector of numbers; got x [2, 1]."],
      [
        [array([1, NaN]), two, one],
        ValueError,
        "x must be finite; got NaN at index [1]. Remove or impute such entries.",
      ],
      [[two, array([1, NaN]), one], ValueError, "y must have no missing values; got NaN at row 1. Drop such rows."],
      [[two, array([1]), one], ShapeError, "y must have a number for each of 2 rows; got y [1]."],
    ];
    for (const [args, kind, message] of cases) {
      expect(() => untyped(...args)).toThrow(kind);
      expect(() => untyped(...args)).toThrow(`PolynomialRegression.fit: ${message}`);
    }
    const model = PolynomialRegression.fit(array([0, 1, 2]), array([1, 2, 5]), { degree: 1 });
    expect(() => model.predictIntervals(two, 0)).toThrow(
      "PolynomialRegression.predictIntervals: level must lie between 0 and 1; got 0.",
    );
  });
});
