import { type NDArray, ShapeError, ValueError, array, eye, matmul, ones, random, sub, zeros } from "@linnet/core";
import { inv, ridge } from "@linnet/linalg";
import { describe, expect, it } from "vitest";
import { LinearRegression } from "./linear-regression.js";
import { Ridge } from "./ridge-regression.js";

const [n, p] = [30, 4];
const x: NDArray = random(3).normal([n, p], { mean: 1 });
const y: NDArray = x.matmul(array([1, -1, 0.5, 0])).add(random(4).normal([n])) as NDArray;
const alphas = [0.01, 1, 30, 1000];

/** Everything is computed in float64 by a few n·p operations, and (XᵀX + α·I) has a condition below 100. */
const expectNear = (found: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  expect(found.length).toBe(wanted.length);
  Array.from(wanted).forEach((w, i) =>
    expect(Math.abs(found[i] - w)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(w))),
  );
};

/** H with ŷ = H·y: of the centred columns, and of the mean. */
function hat(alpha: number): NDArray {
  const centred: NDArray = sub(x, x.mean({ axis: 0 }) as NDArray);
  const gram = inv(matmul(centred.T as NDArray, centred).add((eye(p) as NDArray).mul(alpha)) as NDArray);
  return matmul(matmul(centred, gram) as NDArray, centred.T as NDArray).add(1 / n) as NDArray;
}

describe("Ridge", () => {
  it("is, without an intercept, linalg's ridge, by QR of the augmented matrix", () => {
    for (const { alpha, coefficients, intercept } of Ridge.path(x, y, alphas, { intercept: false })) {
      expectNear(coefficients, ridge(x, y, alpha).toTypedArray());
      expect(intercept).toBe(0);
    }
  });

  it("is the same wherever x and y lie: the intercept is not penalized", () => {
    const model = Ridge.fit(x, y, { alpha: 5 });
    const moved = Ridge.fit(x.add(10) as NDArray, y.add(100) as NDArray, { alpha: 5 });
    expectNear(moved.coefficients.toTypedArray(), model.coefficients.toTypedArray());
    expectNear(
      moved.predict(x.add(10) as NDArray).toTypedArray(),
      (model.predict(x) as NDArray).add(100).toTypedArray(),
    );
  });

  it("has scores and effective degrees of freedom by the formulas of the hat matrix", () => {
    for (const point of Ridge.path(x, y, alphas)) {
      const H = hat(point.alpha);
      const e: number[] = (sub(y, matmul(H, y) as NDArray) as NDArray).toArray() as number[];
      const h = Array.from({ length: n }, (_, i) => H.at(i, i).item() as number);
      const trace = h.reduce((a, b) => a + b);
      const squares = e.reduce((sum: number, v: number) => sum + v * v, 0);
      expectNear([point.effectiveDf], [trace]);
      expectNear([point.gcv], [squares / n / (1 - trace / n) ** 2]);
      expectNear(
        [point.looError],
        [e.reduce((sum: number, v: number, i: number) => sum + (v / (1 - h[i])) ** 2, 0) / n],
      );
    }
  });

  it("has, without an intercept, the error of leaving out one after the other", () => {
    const rows = x.toArray() as number[][];
    const targets = y.toArray() as number[];
    const errors = rows.map((row, i) => {
      const b = ridge(array(rows.toSpliced(i, 1)) as NDArray, array(targets.toSpliced(i, 1)) as NDArray, 2);
      return (targets[i] - matmul(array(row) as NDArray, b).item()) ** 2;
    });
    const [{ looError }] = Ridge.path(x, y, [2], { intercept: false });
    expectNear([looError], [errors.reduce((a, b) => a + b) / n]);
  });

  it("starts at least squares and shrinks", () => {
    const line = LinearRegression.fit(x, y);
    const free = Ridge.fit(x, y, { alpha: 0 });
    expectNear(free.coefficients.toTypedArray(), line.coefficients.toTypedArray());
    expectNear([free.intercept, free.effectiveDf], [line.intercept, 5]);
    const path = Ridge.path(x, y, alphas);
    const lengths = path.map(({ coefficients }) => Math.hypot(...coefficients));
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    const freedom = path.map(({ effectiveDf }) => effectiveDf);
    expect(freedom).toEqual(freedom.toSorted((a, b) => b - a));
  });

  it("chooses the penalty of least score", () => {
    for (const [alpha, field] of [
      ["gcv", "gcv"],
      ["loo", "looError"],
    ] as const) {
      const path = Ridge.path(x, y, alphas);
      const least = path.reduce((a, b) => (b[field] < a[field] ? b : a));
      expect(Ridge.fit(x, y, { alpha, alphas }).alpha).toBe(least.alpha);
    }
    const chosen = Ridge.fit(x, y);
    for (const point of Ridge.path(x, y, [chosen.alpha / 1.3, chosen.alpha * 1.3])) {
      expect(point.gcv).toBeGreaterThanOrEqual(chosen.gcv);
    }
  });

  it("fits more columns than rows, dependent ones and constants", () => {
    const wide = random(6).normal([5, 9]);
    const target = array([1, 2, 3, 4, 7]);
    const exact = Ridge.fit(wide, target, { alpha: 0 });
    expectNear(exact.predict(wide).toTypedArray(), [1, 2, 3, 4, 7]);
    expect([exact.gcv, exact.looError]).toEqual([NaN, NaN]); // no example is left over
    expect(Ridge.fit(wide, target).gcv).toBeGreaterThan(0);
    const twice = Ridge.fit(
      array([
        [1, 1],
        [2, 2],
        [4, 4],
      ]),
      array([2, 4, 8]),
      { alpha: 0 },
    );
    expectNear(twice.coefficients.toTypedArray(), [1, 1]);
    const flat = Ridge.fit(ones([3, 2]), array([1, 2, 6]), { alpha: 1 });
    expect([flat.coefficients.toArray(), flat.intercept, flat.effectiveDf]).toEqual([[0, 0], 3, 1]);
  });

  it("keeps float32, and is the same from its JSON", () => {
    const single = Ridge.fit(x.astype("float32"), y.astype("float32"), { alpha: 1 });
    expect(single.coefficients.dtype).toBe("float32");
    const again = Ridge.fromJSON(JSON.stringify(single));
    expect(JSON.stringify(again)).toBe(JSON.stringify(single));
    expect(again.predict(x).toArray()).toEqual(single.predict(x).toArray());
    expect(() => Ridge.fromJSON({ ...single.toJSON(), alpha: null })).toThrow(
      "Ridge.fromJSON: alpha must be a number; got null.",
    );
  });

  it("refuses what is no data and no penalty", () => {
    const untyped = Ridge.fit as (...args: unknown[]) => unknown;
    const cases: [unknown[], typeof ValueError | typeof ShapeError, string][] = [
      [[x, y, { alpha: -1 }], ValueError, "penalties must be finite numbers ≥ 0; got -1."],
      [[x, y, { alpha: NaN }], ValueError, "penalties must be finite numbers ≥ 0; got NaN."],
      [[x, y, { alphas: [] }], ValueError, "penalties must be finite numbers ≥ 0; got none."],
      [[x, y, { alpha: "aic" }], ValueError, 'alpha must be a number, "gcv" or "loo"; got "aic".'],
      [[x, zeros([3])], ShapeError, "y must have a number for each of 30 rows; got y [3]."],
      [
        [array([[NaN]]), array([1])],
        ValueError,
        "x must have no missing values; got NaN in column 0, row 0. Fill them with Imputer, or drop such rows.",
      ],
    ];
    for (const [args, kind, message] of cases) {
      expect(() => untyped(...args)).toThrow(kind);
      expect(() => untyped(...args)).toThrow(`Ridge.fit: ${message}`);
    }
    expect(() => Ridge.fit(x, y).predict(zeros([1, 2]) as NDArray)).toThrow(
      "Ridge.predict: x must have the 4 columns that were fitted; got x [1, 2].",
    );
  });
});
