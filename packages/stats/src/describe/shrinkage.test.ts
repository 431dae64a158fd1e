import { describe, expect, it } from "vitest";
import { type NDArray, array, eye, full, random } from "@linnet/core";
import { cholesky } from "@linnet/linalg";
import { covariance } from "./covariance.js";
import { ledoitWolf, oas } from "./shrinkage.js";

/** Whole numbers in columns that are alike: (7·i + i²) mod 11 + (i·j + 3·j) mod 5. */
function table(n: number, p: number): NDArray {
  return array(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: p }, (__, j) => ((7 * i + i * i) % 11) + ((i * j + 3 * j) % 5)),
    ),
  );
}

describe("shrinkage covariance", () => {
  it.each([
    [12, 4, 0.06528716037573536, 0.22809107878031104],
    [5, 9, 0.09136813199951323, 0.4100919922850628],
  ])("of %i rows and %i columns shrinks as scikit-learn 1.2.1 does", (n, p, byLedoitWolf, byOas) => {
    const x = table(n, p);
    expect(Math.abs(ledoitWolf(x).shrinkage - byLedoitWolf)).toBeLessThanOrEqual(n * p * Number.EPSILON);
    expect(Math.abs(oas(x).shrinkage - byOas)).toBeLessThanOrEqual(n * p * Number.EPSILON);
  });

  it.each([
    ["ledoitWolf", ledoitWolf],
    ["oas", oas],
  ] as const)("%s is the mixture that it says, positive definite where the covariance is not", (_, shrink) => {
    const x: NDArray = random(1).normal([6, 10]);
    const { covariance: C, shrinkage } = shrink(x) as { covariance: NDArray; shrinkage: number };
    const S = covariance(x, { ddof: 0 }).toArray() as number[][];
    const mu = S.reduce((sum, row, j) => sum + row[j], 0) / 10;
    (C.toArray() as number[][]).forEach((row, i) =>
      row.forEach((v, j) => {
        const expected = (1 - shrinkage) * S[i][j] + (i === j ? shrinkage * mu : 0);
        expect(Math.abs(v - expected)).toBeLessThanOrEqual(20 * Number.EPSILON * mu);
      }),
    );
    expect(shrinkage).toBeGreaterThan(0);
    expect(() => cholesky(C)).not.toThrow();
  });

  it("goes to 0 with many rows of correlated columns, and is 1 where the columns are alike without correlation", () => {
    const rng = random(2);
    const z: NDArray = rng.normal([5000, 1]);
    const x: NDArray = rng.normal([5000, 4]).add(z) as NDArray;
    expect(ledoitWolf(x).shrinkage).toBeLessThan(0.01);
    expect(oas(x).shrinkage).toBeLessThan(0.01);
    const alike = array([
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ]);
    expect(oas(alike).shrinkage).toBe(1);
    expect(ledoitWolf(alike).covariance.toArray()).toEqual(eye(2).toArray());
  });

  it("of constants is 0 everywhere, and refuses one row", () => {
    expect(ledoitWolf(full([3, 2], 7)).covariance.toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(() => oas(array([[1, 2]]))).toThrow("oas: x must have at least two rows; got x [1, 2].");
    expect(() => ledoitWolf(array([[1, 2]]))).toThrow("ledoitWolf: x must have at least two rows; got x [1, 2].");
  });
});
