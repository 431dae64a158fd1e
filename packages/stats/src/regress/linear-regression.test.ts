import { type NDArray, array, ones, random, zeros } from "@linnet/core";
import { inv } from "@linnet/linalg";
import { describe, expect, it } from "vitest";
import { StudentT } from "../distributions/student-t.js";
import { LinearRegression } from "./linear-regression.js";
import { robustKinds } from "./robust-covariance.js";

const n = 40;
const rng = random(7);
const x: NDArray = rng.normal([n, 3], { mean: 2 });
const y: NDArray = x.matmul(array([1.5, -2, 0.25])).add(rng.normal([n])) as NDArray;
const rows = x.toArray() as number[][];
const targets = y.toArray() as number[];
const design = array(rows.map((row) => [1, ...row])) as NDArray;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);

/** κ of these designs is below 20, and what is compared is computed in float64 by formulas of some n operations. */
const ROUNDING = 1e-11;
function expectAll(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(found.length).toBe(wanted.length);
  Array.from(wanted).forEach((w, i) =>
    expect(Math.abs(found[i] - w)).toBeLessThanOrEqual(ROUNDING * Math.max(1, Math.abs(w))),
  );
}

/** Without row i. */
function without(i: number): LinearRegression {
  return LinearRegression.fit(array(rows.toSpliced(i, 1)) as NDArray, array(targets.toSpliced(i, 1)) as NDArray);
}

describe("LinearRegression", () => {
  const model = LinearRegression.fit(x, y);

  it("leaves residuals orthogonal to the columns: |aⱼᵀ·e| ≤ n·ε·‖aⱼ‖·‖e‖", () => {
    const e = model.residuals.toTypedArray();
    for (let j = 0; j < 4; j++) {
      const column = (design.toArray() as number[][]).map((row) => row[j]);
      const bound = n * Number.EPSILON * Math.sqrt(dot(column, column) * dot(e, e));
      expect(Math.abs(dot(column, e))).toBeLessThanOrEqual(bound);
    }
  });

  it("has leverages that are the hat matrix's diagonal and add up to the rank", () => {
    const hat: NDArray = design.matmul(inv(design.T.matmul(design) as NDArray)).matmul(design.T);
    expectAll(
      model.leverage.toTypedArray(),
      targets.map((_, i) => hat.at(i, i).item()),
    );
    expectAll([dot(model.leverage.toTypedArray(), ones([n]).toTypedArray())], [4]);
  });

  it("has the covariance s²·(AᵀA)⁻¹, with t, p and intervals by Student's t", () => {
    const gram = inv(design.T.matmul(design) as NDArray);
    const s = model.residualStandardDeviation;
    expectAll(model.covariance.toTypedArray(), gram.mul(s * s).toTypedArray());
    expect(model.dfResidual).toBe(36);
    const student = new StudentT(36);
    for (const row of model.table(0.9)) {
      expect(row.t).toBe(row.estimate / row.standardError);
      expect(row.p).toBe(2 * student.sf(Math.abs(row.t)));
      expectAll(
        [row.upper - row.estimate, row.estimate - row.lower],
        Array(2).fill(student.ppf(0.95) * row.standardError),
      );
    }
  });

  it("has F that compares with the mean alone, of squares that add up", () => {
    const around = LinearRegression.fit(zeros([n, 1]) as NDArray, y, { aliased: "drop" });
    expectAll([model.totalSquares], [around.residualSquares]);
    expectAll([model.modelSquares + model.residualSquares], [model.totalSquares]);
    expectAll([model.f], [(model.totalSquares - model.residualSquares) / 3 / (model.residualSquares / 36)]);
    expectAll([1 - model.adjustedR2], [model.residualSquares / 36 / (model.totalSquares / 39)]);
  });

  it("has robust covariances that are the sandwich of their weights", () => {
    const pseudo: NDArray = inv(design.T.matmul(design) as NDArray).matmul(design.T);
    const [e, h] = [model.residuals.toTypedArray(), model.leverage.toTypedArray()];
    const omegas = {
      HC0: (i: number) => e[i] ** 2,
      HC1: (i: number) => (e[i] ** 2 * n) / 36,
      HC2: (i: number) => e[i] ** 2 / (1 - h[i]),
      HC3: (i: number) => e[i] ** 2 / (1 - h[i]) ** 2,
    };
    for (const robust of robustKinds) {
      const found = LinearRegression.fit(x, y, { robust });
      const omega = array(targets.map((_, i) => omegas[robust](i)));
      const sandwich: NDArray = pseudo.mul(omega).matmul(pseudo.T);
      expectAll(found.covariance.toTypedArray(), sandwich.toTypedArray());
      expect(found.covarianceKind).toBe(robust);
      expectAll(found.coefficients.toTypedArray(), model.coefficients.toTypedArray());
    }
  });

  it("inflates variances by 1/(1 − R²) of a column regressed on the others", () => {
    const inflation = [0, 1, 2].map((j) => {
      const others = array(rows.map((row) => row.toSpliced(j, 1))) as NDArray;
      return 1 / (1 - LinearRegression.fit(others, array(rows.map((row) => row[j])) as NDArray).r2);
    });
    expectAll(model.varianceInflation.toTypedArray(), inflation);
  });

  it("has Cook's distances and studentized residuals of fits without the row", () => {
    const cooks = model.cooksDistance().toTypedArray();
    const studentized = model.studentizedResiduals().toTypedArray();
    for (const i of [0, 7, 39]) {
      const other = without(i);
      const moved = other
        .predict(x)
        .toTypedArray()
        .map((v: number, k: number) => v - model.fitted.toTypedArray()[k]);
      expectAll([cooks[i]], [dot(moved, moved) / (4 * model.residualStandardDeviation ** 2)]);
      const missed = targets[i] - other.predict(array([rows[i]]) as NDArray).item();
      const deviation = other.residualStandardDeviation / Math.sqrt(1 - model.leverage.toTypedArray()[i]);
      expectAll([studentized[i]], [missed / deviation]); // e₍ᵢ₎ = eᵢ/(1 − hᵢ)
    }
  });

  it("is, with weights, the fit of rows scaled by their roots", () => {
    const weights = random(3).uniform([n], { low: 0.1, high: 10 });
    const roots = weights.toTypedArray().map(Math.sqrt);
    const weighted = LinearRegression.fit(x, y, { weights });
    const scaled = LinearRegression.fit(
      array((design.toArray() as number[][]).map((row, i) => row.map((v) => v * roots[i]))) as NDArray,
      array(targets.map((v, i) => v * roots[i])) as NDArray,
      { intercept: false },
    );
    expectAll(weighted.estimates.toTypedArray(), scaled.estimates.toTypedArray());
    expectAll(weighted.standardErrors, scaled.standardErrors);
    expectAll(weighted.leverage.toTypedArray(), scaled.leverage.toTypedArray());
    expectAll(
      weighted.residuals.toTypedArray().map((e, i) => e * roots[i]),
      scaled.residuals.toTypedArray(),
    );
    expectAll([weighted.logLikelihood], [scaled.logLikelihood + roots.reduce((sum, v) => sum + Math.log(v), 0)]);
  });

  it("predicts with the intervals of mean and observation", () => {
    const gram = inv(design.T.matmul(design) as NDArray);
    const s = model.residualStandardDeviation;
    const { mean, confidence, prediction } = model.predictIntervals(x, 0.9);
    expectAll(mean.toTypedArray(), model.fitted.toTypedArray());
    const t = new StudentT(36).ppf(0.95);
    const variances = (design.toArray() as number[][]).map((row) =>
      (array(row) as NDArray).matmul(gram).matmul(array(row)).item(),
    );
    expectAll(
      confidence.upper.toTypedArray(),
      variances.map((v, i) => mean.toTypedArray()[i] + t * s * Math.sqrt(v)),
    );
    expectAll(
      prediction.lower.toTypedArray(),
      variances.map((v, i) => mean.toTypedArray()[i] - t * s * Math.sqrt(1 + v)),
    );
    const robust = LinearRegression.fit(x, y, { robust: "HC3" });
    const first = array((design.toArray() as number[][])[0]) as NDArray;
    const variance: number = first
      .matmul(robust.covariance as NDArray)
      .matmul(first)
      .item();
    const width = robust.predictIntervals(x).confidence.upper.toTypedArray()[0] - mean.toTypedArray()[0];
    expectAll([width], [new StudentT(36).ppf(0.975) * Math.sqrt(variance)]);
  });

  it("has p-values that are uniform where nothing depends on anything: Kolmogorov's distance", () => {
    const draws = random(11);
    const p = Array.from({ length: 300 }, () => {
      const noise = LinearRegression.fit(draws.normal([12, 2]), draws.normal([12]));
      return noise.table()[1].p;
    }).toSorted((a, b) => a - b);
    const distance = Math.max(...p.map((v, i) => Math.max(v - i / 300, (i + 1) / 300 - v)));
    expect(distance).toBeLessThanOrEqual(1.63 / Math.sqrt(300)); // exceeded with probability 0.01
  });

  it("is the same for views, integers, and to its precision float32", () => {
    const view = array((x.T as NDArray).toArray() as number[][]).T as NDArray;
    expect(LinearRegression.fit(view, y).coefficients.toArray()).toEqual(model.coefficients.toArray());
    const whole = LinearRegression.fit(
      array([[1], [2], [4]], { dtype: "int32" }),
      array([3, 5, 9], { dtype: "int32" }),
    );
    expect([whole.coefficients.toArray(), whole.intercept]).toEqual([[2], 1]);
    const single = LinearRegression.fit(x.astype("float32"), y.astype("float32"));
    expect(single.coefficients.dtype).toBe("float32");
    single.coefficients.toTypedArray().forEach((b: number, j: number) => {
      expect(Math.abs(b - model.coefficients.toTypedArray()[j])).toBeLessThanOrEqual(1e-5); // κ·2⁻²⁴·‖y‖
    });
  });

  it("is the same from its JSON, to the last bit", () => {
    const again = LinearRegression.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
    expect(again.predictIntervals(x).prediction.upper.toArray()).toEqual(
      model.predictIntervals(x).prediction.upper.toArray(),
    );
    expect(again.toString()).toBe(model.toString());
    expect(() => LinearRegression.fromJSON({ ...model.toJSON(), rank: "four" })).toThrow(
      'LinearRegression.fromJSON: rank must be a number; got "four".',
    );
  });

  it("prints a table", () => {
    // by hand: Sxx 5, Sxy 5.5, squares 2.7 of 8.75 left
    const line = LinearRegression.fit(array([[1], [2], [3], [4]]), array([1, 3, 2, 5]), { columns: ["dose"] });
    expect(line.toString().split("\n")).toEqual([
      "LinearRegression: n 4, rank 2, residual degrees of freedom 2",
      "",
      "             estimate  std. error      t       p    0.025   0.975",
      "(intercept)         0      1.4230  0.000  1.0000  -6.1228  6.1228",
      "dose           1.1000     0.51962  2.117  0.1685  -1.1357  3.3357",
      "",
      "R² 0.69143, adjusted 0.53714; F(1, 2) 4.4815, p 0.1685",
      "residual standard deviation 1.1619; condition number 4.6856",
      "log-likelihood -4.8897; AIC 13.779, BIC 12.552",
    ]);
  });
});
