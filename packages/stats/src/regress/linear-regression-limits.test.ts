import { type NDArray, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import { inv } from "@linnet/linalg";
import { describe, expect, it } from "vitest";
import { CollinearityError } from "./independent-columns.js";
import { LinearRegression, type LinearRegressionOptions } from "./linear-regression.js";

describe("LinearRegression where numbers do not exist", () => {
  const table = array([
    [1, 2, 3, 5],
    [2, 0, 2, 5],
    [4, 1, 5, 5],
    [0, 3, 3, 5],
    [7, 2, 9, 5],
  ]);
  const target = array([1, 0, 2, 5, 4]);

  it("names columns that others combine to, and drops them when told", () => {
    expect(() => LinearRegression.fit(table, target, { columns: ["a", "b", "c", "d"] })).toThrow(CollinearityError);
    expect(() => LinearRegression.fit(table, target, { columns: ["a", "b", "c", "d"] })).toThrow(
      "LinearRegression.fit: the columns of the design must be linearly independent; got rank 3 of 5, with c, d combined from those " +
        'before. Leave such columns out, or give aliased: "drop".',
    );
    const dropped = LinearRegression.fit(table, target, { aliased: "drop" });
    const two = table.slice(":", "0:2") as NDArray;
    const plain = LinearRegression.fit(two, target);
    expect(dropped.aliased).toEqual(["x3", "x4"]);
    expect(dropped.rank).toBe(3);
    expect(dropped.coefficients.toArray()).toEqual([...(plain.coefficients.toArray() as number[]), 0, 0]);
    expect(dropped.standardErrors).toEqual([...plain.standardErrors, NaN, NaN]);
    expect(dropped.varianceInflation.toArray()).toEqual([
      ...(plain.varianceInflation.toArray() as number[]),
      Infinity,
      Infinity,
    ]);
    dropped.residuals.toTypedArray().forEach((e, i) => expect(e).toBe(plain.residuals.toTypedArray()[i]));
    expect(dropped.predict(table).toArray()).toEqual(plain.predict(two).toArray());
    expect(dropped.predictIntervals(table).confidence.lower.toArray()).toEqual(
      plain.predictIntervals(two).confidence.lower.toArray(),
    );
    expect(dropped.toString()).toContain("dropped, as others combine to them: x3, x4");
  });

  it("tells combinations by rounding, not by size: a year beside the years since 2000", () => {
    const years = Array.from({ length: 12 }, (_, i) => [2000 + i, i]);
    const noise = random(5).normal([12]);
    expect(LinearRegression.fit(array(years), noise, { aliased: "drop" }).aliased).toEqual(["x2"]);
    const near = years.map(([a, b]) => [a, b + (b === 4 ? 1e-9 : 0)]);
    expect(LinearRegression.fit(array(near), noise).rank).toBe(3);
  });

  it("has no inference without residual degrees of freedom", () => {
    const few = LinearRegression.fit(table.slice("0:3") as NDArray, target.slice("0:3"), { aliased: "drop" });
    expect([few.rank, few.dfResidual]).toEqual([3, 0]);
    expect(few.aliased).toEqual(["x3", "x4"]);
    expect(few.residuals.toArray()).toEqual([0, 0, 0]);
    expect([few.residualStandardDeviation, few.adjustedR2, few.f, few.fPValue]).toEqual([NaN, NaN, NaN, NaN]);
    expect(few.r2).toBe(1);
    for (const { t, p, lower, upper } of few.table()) expect([t, p, lower, upper]).toEqual([NaN, NaN, NaN, NaN]);
    const wide = random(1).normal([3, 5]);
    expect(() => LinearRegression.fit(wide, array([1, 2, 3]))).toThrow("got rank 3 of 6, with x3, x4, x5 combined");
  });

  it("has no R² and no F of a y that does not vary", () => {
    const flat = LinearRegression.fit(table.slice(":", "0:2") as NDArray, array([0.1, 0.1, 0.1, 0.1, 0.1]));
    expect([flat.r2, flat.adjustedR2, flat.f, flat.fPValue]).toEqual([NaN, NaN, NaN, NaN]);
    expect(flat.intercept).toBe(0.1);
    const nothing = LinearRegression.fit(table.slice(":", "0:2") as NDArray, zeros([5]), { intercept: false });
    expect([nothing.r2, nothing.residualSquares]).toEqual([NaN, 0]);
  });

  it("says that a fit is exact: no residual, an infinite F", () => {
    const exact = LinearRegression.fit(array([[1], [2], [4]]), array([3, 5, 9]));
    expect([exact.residualSquares, exact.r2, exact.f, exact.fPValue]).toEqual([0, 1, Infinity, 0]);
    expect(exact.table()[1]).toEqual({
      name: "x1",
      estimate: 2,
      standardError: 0,
      t: Infinity,
      p: 0,
      lower: 2,
      upper: 2,
    });
  });

  it("refuses what is no data", () => {
    const fit = (a: unknown, b: unknown, options?: object): unknown =>
      (LinearRegression.fit as (...args: unknown[]) => unknown)(a, b, options);
    const two = array([[1], [2], [4]]);
    const cases: [unknown, unknown, LinearRegressionOptions | object, typeof ValueError | typeof ShapeError, string][] =
      [
        [
          array([[1], [NaN]]),
          array([1, 2]),
          {},
          ValueError,
          "x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
        ],
        [two, array([1, NaN, 3]), {}, ValueError, "y must have no missing values; got NaN at row 1. Drop such rows."],
        [
          two,
          array([1, Infinity, 3]),
          {},
          ValueError,
          "y must be finite; got Infinity at index [1]. Remove or impute such entries.",
        ],
        [two, array([1, 2]), {}, ShapeError, "y must have a number for each of 3 rows; got y [2]."],
        [
          two,
          array([1, 2, 3]),
          { weights: array([1, 2]) },
          ShapeError,
          "weights must have one for each of 3 rows; got weights [2].",
        ],
        [
          two,
          array([1, 2, 3]),
          { weights: array([1, 0, 2]) },
          ValueError,
          "weights must be positive; got 0 at index 1. Leave rows of weight 0 out.",
        ],
        [two, array([1, 2, 3]), { columns: ["a", "b"] }, ValueError, "columns must be 1 different names; got [a, b]."],
        [two, array([1, 2, 3]), { columns: "a" }, ValueError, 'columns must be a list; got "a".'],
        [two, array([1, 2, 3]), { robust: "HC4" }, ValueError, 'robust must be one of HC0, HC1, HC2, HC3; got "HC4".'],
        [two, array([1, 2, 3]), { aliased: "keep" }, ValueError, 'aliased must be "error" or "drop"; got "keep".'],
        [
          array([[0], [0], [1]]),
          array([1, 2, 3]),
          { robust: "HC3" },
          ValueError,
          "HC3 needs leverages below 1; got 1 in row 2. Use HC0 or HC1, or leave the column out that this row alone fixes.",
        ],
      ];
    for (const [a, b, options, kind, message] of cases) {
      expect(() => fit(a, b, options)).toThrow(kind);
      expect(() => fit(a, b, options)).toThrow(`LinearRegression.fit: ${message}`);
    }
    const model = LinearRegression.fit(two, array([1, 2, 3]));
    expect(() => model.table(95)).toThrow("LinearRegression.table: level must lie between 0 and 1; got 95.");
    expect(() => model.predict(zeros([2, 2]) as NDArray)).toThrow(
      "LinearRegression.predict: x must have the 1 columns that were fitted; got x [2, 2].",
    );
    expect(() => model.predictIntervals(zeros([2, 2]) as NDArray)).toThrow(
      "LinearRegression.predictIntervals: x must have the 1 columns that were fitted; got x [2, 2].",
    );
  });
});

describe("LinearRegression of many rows", () => {
  it("has the standard errors of its triangle: those of a fit with every digit, to κ·ε", () => {
    const [n, p] = [6000, 19]; // n·p² beyond what is refined
    const x = random(1).normal([n, p]);
    const y = random(2).normal([n]);
    const model = LinearRegression.fit(x, y, { robust: "HC1" });
    const plain = LinearRegression.fit(x, y);
    const gram = inv((x.T as NDArray).matmul(x) as NDArray);
    const bare = LinearRegression.fit(x, y, { intercept: false });
    bare.standardErrors.forEach((s, j) => {
      const exact = bare.residualStandardDeviation * Math.sqrt(gram.at(j, j).item());
      expect(Math.abs(s - exact)).toBeLessThanOrEqual(1e-12 * exact);
    });
    // errors of one variance: the two agree to some √(2/n), ten times that is beyond chance
    model.standardErrors.forEach((s, j) => {
      expect(Math.abs(s / plain.standardErrors[j] - 1)).toBeLessThanOrEqual(10 * Math.sqrt(2 / n));
    });
  });
});
