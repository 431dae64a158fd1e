import { describe, expect, it } from "vitest";
import { type NDArray, array, exp, random, stack } from "@linnet/core";
import { kendallCorrelation, spearmanCorrelation } from "./rank-correlation.js";

const u = Number.EPSILON / 2;

describe("Kendall's τ_b", () => {
  it("counts pairs of rows: against the definition, with many ties", () => {
    const x = random(1).integers(0, 6, [40, 3]);
    const rows = x.toArray();
    const tau = kendallCorrelation(x).toArray();
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) {
        let [balance, untiedJ, untiedK] = [0, 0, 0];
        rows.forEach((a, i) =>
          rows.slice(0, i).forEach((b) => {
            const [s, t] = [Math.sign(a[j] - b[j]), Math.sign(a[k] - b[k])];
            balance += s * t;
            untiedJ += s * s;
            untiedK += t * t;
          }),
        );
        expect(Math.abs(tau[j][k] - balance / Math.sqrt(untiedJ * untiedK))).toBeLessThanOrEqual(4 * u);
      }
      expect(tau[j][j]).toBe(1);
    }
  });

  it("is ±1 of columns in one order, or in the other, and takes 100,000 rows in n·log n", () => {
    const a = random(2).normal([100_000]);
    const tau = kendallCorrelation(stack([a, exp(a), a.mul(-3)], { axis: 1 }) as NDArray);
    expect(tau.toArray()).toEqual([
      [1, 1, -1],
      [1, 1, -1],
      [-1, -1, 1],
    ]);
  });
});

describe("Spearman's correlation", () => {
  it("is 1 − 6·Σd²/(n³ − n) where nothing ties", () => {
    const x: NDArray = random(3).normal([30, 2], { dtype: "float32" });
    const rows = x.toArray() as number[][];
    const ranks = [0, 1].map((j) => rows.map((row) => rows.filter((other) => other[j] < row[j]).length));
    const squares = ranks[0].reduce((s, r, i) => s + (r - ranks[1][i]) ** 2, 0);
    const r: NDArray = spearmanCorrelation(x);
    expect(r.dtype).toBe("float32");
    expect(Math.abs(r.at(0, 1).item() - (1 - (6 * squares) / (30 ** 3 - 30)))).toBeLessThanOrEqual(2 ** -24 + 64 * u);
  });

  it("depends on the order only", () => {
    const x = random(4).normal([25, 3]);
    expect(spearmanCorrelation(exp(x)).toArray()).toEqual(spearmanCorrelation(x).toArray());
  });
});

it.each([
  ["kendallCorrelation", kendallCorrelation],
  ["spearmanCorrelation", spearmanCorrelation],
] as const)("%s refuses one row, constants and missing values", (op, correlate) => {
  expect(() => correlate(array([[1, 2]]))).toThrow(`${op}: x must have at least two rows; got x [1, 2].`);
  expect(() =>
    correlate(
      array([
        [1, 2],
        [2, 2],
      ]),
    ),
  ).toThrow(`${op}: no column may be constant; got column 1. Drop it first.`);
  expect(() =>
    correlate(
      array([
        [1, 2],
        [2, NaN],
      ]),
    ),
  ).toThrow(`${op}: x must have no missing values; got NaN in column 1, row 1.`);
});
