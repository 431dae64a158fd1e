import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  concat,
  diag,
  div,
  eye,
  matmul,
  max,
  mean,
  mul,
  ones,
  random,
  square,
  std,
  sub,
  sum,
} from "@linnet/core";
import { cond, lstsq } from "@linnet/linalg";
import { CCA } from "./cca.js";

const shapes = fc.record({
  n: fc.integer({ min: 15, max: 60 }),
  p: fc.integer({ min: 1, max: 6 }),
  q: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(1000),
});

const runs = { numRuns: 25 };
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const centred = (x: NDArray): NDArray => sub(x, mean(x, { axis: 0 }) as NDArray);
const covariance = (x: NDArray, y: NDArray): NDArray =>
  div(matmul(centred(x).T as NDArray, centred(y)) as NDArray, x.shape[0] - 1);
/** Of the table with columns centred and scaled. */
const condition = (x: NDArray): number => cond(div(centred(x), std(x, { axis: 0 }) as NDArray) as NDArray).item();

/** Tables that share a column, but for noise. */
function tables({ n, p, q, seed }: { n: number; p: number; q: number; seed: number }): [NDArray, NDArray] {
  const rng = random(seed);
  const common = rng.normal([n, 1]);
  const block = (k: number): NDArray => add(rng.normal([n, k]), matmul(common, rng.normal([1, k])) as NDArray);
  return [block(p), block(q)];
}

describe("CCA", () => {
  it("scores have variance 1, and correlate within pairs only, by the canonical correlations", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const [x, y] = tables(shape);
        const cca = CCA.fit(x, y);
        const [s, t]: NDArray[] = [cca.transform(x), cca.transformTarget(y)];
        const k = cca.correlations.size;
        const bound = 10 * (shape.n + shape.p + shape.q) * Number.EPSILON * Math.max(condition(x), condition(y));
        expect(difference(covariance(s, s), eye(k))).toBeLessThanOrEqual(bound);
        expect(difference(covariance(t, t), eye(k))).toBeLessThanOrEqual(bound);
        expect(difference(covariance(s, t), diag(cca.correlations as NDArray) as NDArray)).toBeLessThanOrEqual(bound);
        const rho = cca.correlations.toArray() as number[];
        expect(rho).toEqual(rho.toSorted((a, b) => b - a));
        expect(rho[0]).toBeLessThanOrEqual(1);
        for (const row of cca.xWeights.T.toArray() as number[][]) {
          expect(row.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0)).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });

  it("is the multiple correlation where y is one column", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const [x, y] = tables({ ...shape, q: 1 });
        const { residuals, total } = fitted(centred(x), centred(y));
        const squared = CCA.fit(x, y).correlations.item() ** 2;
        const bound = 10 * (shape.n + shape.p) * Number.EPSILON * condition(x);
        expect(Math.abs(squared - (1 - residuals / total))).toBeLessThanOrEqual(bound);
      }),
      runs,
    );
  });

  it("correlations do not change when columns are mixed, moved and scaled", () => {
    const [x, y] = tables({ n: 40, p: 3, q: 2, seed: 6 });
    const cca = CCA.fit(x, y);
    const mixing = array([
      [1e6, 0, 2e6],
      [0, 1e-6, 0],
      [1e6, 0, 0],
    ]);
    const moved: NDArray = add(matmul(x, mixing) as NDArray, array([1e6, 1e-6, 1e6]));
    const bound = 10 * 45 * Number.EPSILON * condition(moved);
    expect(difference(CCA.fit(moved, y).correlations, cca.correlations)).toBeLessThanOrEqual(bound);
  });

  it("gives weight 0 to columns that depend on others, and says how many do not", () => {
    const [x, y] = tables({ n: 30, p: 3, q: 2, seed: 2 });
    const sums: NDArray = sum(x, { axis: 1, keepDims: true });
    const more: NDArray = concat([x, sums, ones([30, 1])], { axis: 1 });
    const [cca, other] = [CCA.fit(x, y), CCA.fit(more, y)];
    expect([cca.xRank, cca.yRank, other.xRank]).toEqual([3, 2, 3]);
    const bound = 10 * 35 * Number.EPSILON * condition(x);
    expect(difference(other.correlations, cca.correlations)).toBeLessThanOrEqual(bound);
    const idle = (other.xWeights.toArray() as number[][]).filter((row) => row.every((v) => v === 0)).length;
    expect(idle).toBe(2);
    expect((other.xWeights.toArray() as number[][])[4]).toEqual([0, 0]);
  });

  it("has correlations of 1 where the ranks add up to more than n − 1", () => {
    const cca = CCA.fit(random(1).normal([10, 7]), random(2).normal([10, 5])); // 7 + 5 − 9 = 3 of them
    const rho = cca.correlations.toArray() as number[];
    for (const r of rho.slice(0, 3)) expect(Math.abs(r - 1)).toBeLessThanOrEqual(10 * 22 * Number.EPSILON);
    expect(rho[3]).toBeLessThan(0.999);
    expect(CCA.fit(random(1).normal([5, 8]), random(2).normal([5, 2])).xRank).toBe(4);
  });

  it("keeps float32 where both are, takes views, and goes through JSON to the last bit", () => {
    const [x, y] = tables({ n: 20, p: 3, q: 2, seed: 1 });
    const single = CCA.fit(x.astype("float32"), y.astype("float32"), { components: 1 });
    expect([single.xWeights.dtype, single.xWeights.shape]).toEqual(["float32", [3, 1]]);
    const cca = CCA.fit(x, y);
    const view = (concat([x, x], { axis: 1 }) as NDArray).slice(":", "0:3") as NDArray;
    expect(difference(CCA.fit(view, y).correlations, cca.correlations)).toBeLessThanOrEqual(
      10 * 25 * Number.EPSILON * condition(x),
    );
    const back = CCA.fromJSON(JSON.stringify(cca));
    expect(JSON.stringify(back)).toEqual(JSON.stringify(cca));
    expect(back.transform(x).toArray()).toEqual(cca.transform(x).toArray());
    expect(() => CCA.fromJSON({ ...cca.toJSON(), xRank: "3" })).toThrow(
      'CCA.fromJSON: xRank must be a number; got "3".',
    );
  });

  it("refuses what it is not defined for", () => {
    const [x, y] = tables({ n: 20, p: 3, q: 2, seed: 1 });
    const fit = (a: NDArray, b: NDArray, options?: object) => () => CCA.fit(a, b, options);
    expect(fit(x, y, { components: 3 })).toThrow(ValueError);
    expect(fit(x, y, { components: 3 })).toThrow(
      "CCA.fit: components must be an integer in [1, 2] for ranks 3 of x and 2 of y; got 3.",
    );
    expect(fit(x, y.slice("1:") as NDArray)).toThrow(ShapeError);
    expect(fit(x, y.slice("1:") as NDArray)).toThrow(
      "CCA.fit: y must have 20 rows, one for each of x, and at least one column; got y [19, 2].",
    );
    expect(fit(x.slice("0:1") as NDArray, y.slice("0:1") as NDArray)).toThrow(
      "CCA.fit: x must have at least two rows; got x [1, 3].",
    );
    expect(fit(mul(ones([20, 2]), 0.1), y)).toThrow(
      "CCA.fit: x must vary; got constant columns only. They correlate with nothing.",
    );
    expect(fit(x, mul(y, Number.NaN) as NDArray)).toThrow(
      "CCA.fit: y must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    const cca: CCA = CCA.fit(x, y);
    expect(() => cca.transform(y)).toThrow("CCA.transform: x must have the 3 columns that were fitted; got x [20, 2].");
    expect(() => cca.transformTarget(x)).toThrow(
      "CCA.transformTarget: x must have the 2 columns that were fitted; got x [20, 3].",
    );
  });
});

function fitted(x: NDArray, y: NDArray): { residuals: number; total: number } {
  const errors: NDArray = sub(y, matmul(x, lstsq(x, y).x as NDArray) as NDArray);
  return { residuals: (sum(square(errors)) as NDArray).item(), total: (sum(square(y)) as NDArray).item() };
}
