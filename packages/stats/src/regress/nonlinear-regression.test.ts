import { type NDArray, ShapeError, ValueError, add, array, concat, exp, mul, random, zeros } from "@linnet/core";
import { ConvergenceError } from "@linnet/optimize";
import { describe, expect, it } from "vitest";
import { StudentT } from "../distributions/student-t.js";
import { CollinearityError } from "./independent-columns.js";
import { LinearRegression } from "./linear-regression.js";
import { NonlinearRegression } from "./nonlinear-regression.js";

const t: NDArray = array(Array.from({ length: 20 }, (_, i) => i / 4));
const decay = (b: NDArray, x: NDArray): NDArray => mul(b.at(0), exp(mul(b.at(1), x)));
const slopes = (b: NDArray, x: NDArray): NDArray => {
  const e: NDArray = exp(mul(b.at(1), x));
  return concat([e.reshape([20, 1]), mul(mul(b.at(0), x), e).reshape([20, 1])], { axis: 1 });
};
const y: NDArray = decay(array([3, -0.7]), t).add(random(1).normal([20], { std: 0.1 })) as NDArray;
const start = array([1, 0]) as NDArray;

const expectNear = (found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void => {
  expect(found.length).toBe(wanted.length);
  Array.from(wanted).forEach((w, i) =>
    expect(Math.abs(found[i] - w)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(w))),
  );
};

describe("NonlinearRegression", () => {
  const model = NonlinearRegression.fit(decay, t, y, { start, jacobian: slopes, names: ["scale", "rate"] });

  it("is LinearRegression for a linear model: estimates, errors, criteria", () => {
    const weights = random(2).uniform([20], { low: 1, high: 3 });
    const line = LinearRegression.fit(t.reshape([20, 1]) as NDArray, y, { weights });
    const straight = (b: NDArray, x: NDArray): NDArray => add(b.at(0), mul(b.at(1), x));
    const found = NonlinearRegression.fit(straight, t, y, { start, weights });
    // differences are good to ten digits; of estimates only the last step is shortened by them
    expectNear(found.parameters.toTypedArray(), line.estimates.toTypedArray(), 1e-13);
    expectNear(found.covariance.toTypedArray(), line.covariance.toTypedArray(), 1e-9);
    expectNear([found.logLikelihood, found.aic, found.bic], [line.logLikelihood, line.aic, line.bic], 1e-12);
    expectNear(
      found.table().map(({ p }) => p),
      line.table().map(({ p }) => p),
      1e-9,
    );
    expect(found.names).toEqual(["b1", "b2"]);
  });

  it("ends where residuals are orthogonal to the slopes, to rounding", () => {
    const J = slopes(model.parameters as NDArray, t);
    const e = model.residuals as NDArray;
    const sizes = (J.mul(J) as NDArray).sum({ axis: 0 }).toTypedArray() as Float64Array;
    const length = Math.sqrt(model.residualSquares);
    (J.T.matmul(e) as NDArray).toTypedArray().forEach((g: number, j: number) => {
      // residuals are differences of numbers up to 3, each rounded a few times
      expect(Math.abs(g)).toBeLessThanOrEqual(
        Math.sqrt(sizes[j]) * (20 * Number.EPSILON * 3 + 20 * Number.EPSILON * length),
      );
    });
  });

  it("has the covariance s²·(JᵀJ)⁻¹, given or by differences, with intervals by Student's t", () => {
    const J = slopes(model.parameters as NDArray, t).toTypedArray() as Float64Array;
    const [a, b, d] = [0, 1, 2].map((which) =>
      Array.from({ length: 20 }, (_, i) => J[2 * i + (which === 2 ? 1 : 0)] * J[2 * i + (which === 0 ? 0 : 1)]).reduce(
        (p, q) => p + q,
      ),
    );
    const scale = model.residualSquares / 18 / (a * d - b * b);
    expectNear(model.covariance.toTypedArray(), [d * scale, -b * scale, -b * scale, a * scale], 1e-13);
    const other = NonlinearRegression.fit(decay, t, y, { start });
    expectNear(other.parameters.toTypedArray(), model.parameters.toTypedArray(), 1e-13);
    expectNear(other.covariance.toTypedArray(), model.covariance.toTypedArray(), 1e-9);
    const [row] = model.table(0.99);
    const width = new StudentT(18).isf(0.005) * row.standardError;
    expect([row.name, row.lower, row.upper]).toEqual(["scale", row.estimate - width, row.estimate + width]);
    expect(model.toString().split("\n")[2]).toContain("estimate");
    expect(model.predict(t).toArray()).toEqual(model.fitted.toArray());
  });

  it("is the same from its JSON and its function", () => {
    const again = NonlinearRegression.fromJSON(JSON.stringify(model), decay);
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
    expect(again.predict(t).toArray()).toEqual(model.fitted.toArray());
    expect(() => NonlinearRegression.fromJSON({ ...model.toJSON(), residualSquares: "0" }, decay)).toThrow(
      'NonlinearRegression.fromJSON: residualSquares must be a number; got "0".',
    );
  });

  it("has no errors without residual degrees of freedom", () => {
    const two = NonlinearRegression.fit(decay, array([0, 1]), array([2, 1]), { start });
    expectNear(two.parameters.toTypedArray(), [2, -Math.LN2], 1e-14);
    expect(two.residualStandardDeviation).toBe(NaN);
    expect(two.standardErrors).toEqual([NaN, NaN]);
  });

  it("ends when it is told, and says when it found nothing", () => {
    const aborted = new AbortController();
    const onIteration = (): void => aborted.abort(new Error("enough"));
    expect(() => NonlinearRegression.fit(decay, t, y, { start, signal: aborted.signal, onIteration })).toThrow(
      "enough",
    );
    expect(() => NonlinearRegression.fit(decay, t, y, { start, maxIterations: 1 })).toThrow(ConvergenceError);
  });

  it("names parameters that cannot be told apart", () => {
    const both = (b: NDArray, x: NDArray): NDArray => mul(add(b.at(0), b.at(1)), x);
    const fit = (): unknown =>
      NonlinearRegression.fit(both, t, y, {
        start,
        names: ["a", "b"],
        jacobian: (_, x) => concat([x.reshape([20, 1]), x.reshape([20, 1])], { axis: 1 }) as NDArray,
      });
    expect(fit).toThrow(CollinearityError);
    expect(fit).toThrow(
      "NonlinearRegression.fit: the columns of the design must be linearly independent; got rank 1 of 2, with b combined " +
        "from those before. Start elsewhere, or leave such parameters out.",
    );
  });

  it("refuses what is no data and no model", () => {
    const untyped = NonlinearRegression.fit as (...args: unknown[]) => unknown;
    const cases: [unknown[], typeof ValueError | typeof ShapeError, string][] = [
      [[3, t, y, { start }], ValueError, "model must be a function; got 3."],
      [[decay, t, y], ValueError, "start must be an NDArray; got undefined. Make one with array(…)."],
      [[decay, t, y, { start: zeros([2, 1]) }], ShapeError, "start must be a vector; got start [2, 1]."],
      [[decay, t, zeros([20, 1]), { start }], ShapeError, "y must have a number for each of 20 rows; got y [20, 1]."],
      [
        [decay, array([1, 2]), y, { start }],
        ShapeError,
        "the model must answer a number for each of 20 observations; got f(b, x) [2].",
      ],
      [[decay, t, y, { start, names: ["a"] }], ValueError, "names must be 2 different ones; got [a]."],
      [[decay, t, y, { start, weights: zeros([20]) }], ValueError, "some weight must be above 0; got zeros only."],
    ];
    for (const [args, kind, message] of cases) {
      expect(() => untyped(...args)).toThrow(kind);
      expect(() => untyped(...args)).toThrow(`NonlinearRegression.fit: ${message}`);
    }
  });
});
