import { describe, expect, it } from "vitest";
import { type NDArray, array, matmul, ones, random, take, zeros } from "@linnet/core";
import { ElasticNet } from "./elastic-net.js";
import { elasticNetPath, lassoPath } from "./elastic-net-path.js";
import { Lasso } from "./lasso.js";

const rng = random(4);
const x: NDArray = rng.normal([40, 6]).add(2) as NDArray;
const y: NDArray = matmul(x, array([3, 0, -2, 0, 0, 0.5]) as NDArray).add(rng.normal([40])) as NDArray;
const spread = (): number => {
  const values = y.toArray() as number[];
  const mean = values.reduce((a, b) => a + b, 0) / 40;
  return values.reduce((s, v) => s + (v - mean) ** 2, 0) / 40;
};

describe("lassoPath and elasticNetPath", () => {
  it("start where nothing is left, and fall in equal ratios", () => {
    const { alphas, coefficients, intercepts } = lassoPath(x, y, { count: 5, epsilon: 1e-4 });
    const a = alphas.toArray() as number[];
    expect(coefficients.shape).toEqual([5, 6]);
    expect((coefficients.at(0) as NDArray).toArray()).toEqual([0, 0, 0, 0, 0, 0]);
    for (let i = 1; i < 5; i++) expect(Math.abs(a[i] / a[i - 1] - 0.1)).toBeLessThanOrEqual(1e-14);
    const mean = (y.toArray() as number[]).reduce((s, v) => s + v, 0) / 40;
    expect(Math.abs(intercepts.toTypedArray()[0] - mean)).toBeLessThanOrEqual(1e-14 * Math.abs(mean) * 40);
    for (const alpha of [a[0], 2 * a[0]]) {
      expect(Lasso.fit(x, y, { alpha }).coefficients.toArray()).toEqual([0, 0, 0, 0, 0, 0]);
    }
    expect(
      Lasso.fit(x, y, { alpha: a[0] * (1 - 1e-3) })
        .coefficients.toArray()
        .some((v) => v !== 0),
    ).toBe(true);
  });

  it("hold what separate fits hold: both within √(2·gap) of one X·w", () => {
    const path = elasticNetPath(x, y, { l1Ratio: 0.6, count: 8 });
    const bound = 2 * Math.sqrt(1e-10 * spread() * 40); // ‖X·(w − v)‖, not divided by √n
    path.alphas.toArray().forEach((alpha, i) => {
      const model = ElasticNet.fit(x, y, { alpha, l1Ratio: 0.6 });
      const along = matmul(x, path.coefficients.at(i) as NDArray).add(path.intercepts.toTypedArray()[i]) as NDArray;
      const apart = along.sub(model.predict(x) as NDArray).toArray() as number[];
      expect(Math.sqrt(apart.reduce((s, v) => s + v * v, 0))).toBeLessThanOrEqual(bound);
      expect(path.relativeGaps.toArray()[i]).toBeLessThanOrEqual(1e-10);
    });
  });

  it("by residuals is by the Gram matrix", () => {
    const wide = random(8).normal([10, 501]) as NDArray;
    const target = wide.slice(":", 3).mul(2).add(wide.slice(":", 500)) as NDArray;
    const long = elasticNetPath(wide, target, { count: 4, epsilon: 0.1 });
    // the same problem with 241 rows of weight 0, for which p ≤ 2·n
    const rows = array([...(wide.toArray() as number[][]), ...(zeros([241, 501]).toArray() as number[][])]);
    const weights = array([...(ones([10]).toArray() as number[]), ...(zeros([241]).toArray() as number[])]);
    const targets = array([...(target.toArray() as number[]), ...(zeros([241]).toArray() as number[])]);
    const { coefficients } = elasticNetPath(rows, targets, { alphas: long.alphas, weights });
    // strongly convex by l2 = α/2: ‖w − v‖² ≤ 2·2·gap/l2
    const least = long.alphas.toArray()[3] / 2;
    const square = (target.toArray() as number[]).reduce((s, v) => s + v * v, 0) / 10;
    const bound = 2 * Math.sqrt((1e-10 * square) / least);
    const apart = coefficients.sub(long.coefficients as NDArray).toTypedArray() as Float64Array;
    for (const v of apart) expect(Math.abs(v)).toBeLessThanOrEqual(bound);
  });

  it("refuse grids that are none", () => {
    expect(() => lassoPath(x, y, { count: 0 })).toThrow("lassoPath: count must be an integer of at least 1; got 0.");
    expect(() => lassoPath(x, y, { epsilon: 1 })).toThrow("lassoPath: epsilon must lie between 0 and 1; got 1.");
    expect(() => lassoPath(x, y, { alphas: array([1, 2]) })).toThrow(
      "lassoPath: alphas must be a list of positive numbers, descending; got [1, 2].",
    );
    expect(() => elasticNetPath(x, ones([40]))).toThrow(
      "elasticNetPath: some column of x must vary with y; got correlations of 0. Give alphas, or look whether y varies.",
    );
    expect(() => elasticNetPath(x, y, { l1Ratio: 0 })).toThrow(/A penalty of squares alone is Ridge\.$/);
  });
});

describe("crossValidate", () => {
  it("judges each α on what its path did not see", () => {
    const { model, alpha, alphas, errors, meanErrors, standardErrors } = Lasso.crossValidate(x, y, {
      folds: 40,
      count: 6,
    });
    expect(errors.shape).toEqual([6, 40]);
    // leave one out, by hand: each row's squared error is of the fit on the others
    const byHand = Array.from({ length: 40 }, (_, row) => {
      const keep: NDArray = array(
        Array.from({ length: 39 }, (__, i) => (i < row ? i : i + 1)),
        { dtype: "int32" },
      );
      const fit = Lasso.fit(take(x, keep, { axis: 0 }) as NDArray, take(y, keep, { axis: 0 }) as NDArray, {
        alpha: alphas.toArray()[3],
      });
      return (
        ((y.at(row).item() as number) -
          (fit.predict(x.slice(`${row}:${row + 1}`) as NDArray) as NDArray).toTypedArray()[0]) **
        2
      );
    });
    const mean = byHand.reduce((a, b) => a + b, 0) / 40;
    expect(Math.abs(meanErrors.toArray()[3] - mean)).toBeLessThanOrEqual(1e-4 * mean); // errors move by 2·|residual|·√(2·n·gap)
    const spreadOf = byHand.reduce((s, v) => s + (v - mean) ** 2, 0) / 39;
    expect(Math.abs(standardErrors.toArray()[3] - Math.sqrt(spreadOf / 40))).toBeLessThanOrEqual(1e-4 * mean);
    expect(Math.min(...meanErrors.toArray())).toBe(meanErrors.toArray()[alphas.toArray().indexOf(alpha)]);
    expect(model.alpha).toBe(alpha);
  });

  it("one standard error prefers the simpler model; of several ρ the best is taken", () => {
    const simple = Lasso.crossValidate(x, y, { oneStandardError: true, count: 30 });
    const best = Lasso.crossValidate(x, y, { count: 30 });
    expect(simple.alpha).toBeGreaterThan(best.alpha);
    const [at, least] = [simple, best].map((c) => c.alphas.toArray().indexOf(c.alpha));
    const limit = best.meanErrors.toArray()[least] + best.standardErrors.toArray()[least];
    expect(simple.meanErrors.toArray()[at]).toBeLessThanOrEqual(limit);
    expect(simple.meanErrors.toArray()[at - 1]).toBeGreaterThan(limit);
    const net = ElasticNet.crossValidate(x, y, { l1Ratios: [0.1, 1], count: 10 });
    const each = [0.1, 1].map((l1Ratio) => ElasticNet.crossValidate(x, y, { l1Ratios: [l1Ratio], count: 10 }));
    const errors = each.map((choice) => Math.min(...choice.meanErrors.toArray()));
    expect(net.l1Ratio).toBe(errors[0] < errors[1] ? 0.1 : 1);
    expect(net.model).toBeInstanceOf(ElasticNet);
  });

  it("refuses folds and streams that are none", () => {
    expect(() => Lasso.crossValidate(x, y, { folds: 41 })).toThrow(
      "Lasso.crossValidate: folds must be an integer in [2, 40] for 40 rows; got 41.",
    );
    expect(() => Lasso.crossValidate(x, y, { rng: 3 as never })).toThrow(
      "Lasso.crossValidate: rng must be a stream; got 3. Make one with random(seed).",
    );
    expect(() => ElasticNet.crossValidate(x, y, { l1Ratios: [] })).toThrow(
      "ElasticNet.crossValidate: l1Ratios must be a list of numbers; got a list.",
    );
    const weights = array(Array.from({ length: 40 }, (_, i) => (i === 0 ? 1 : 0)));
    expect(() => Lasso.crossValidate(x, y, { weights, alphas: array([1]) })).toThrow(
      "Lasso.crossValidate: every fold must have a weight above 0; got a fold of 8 rows that has none.",
    );
  });
});
