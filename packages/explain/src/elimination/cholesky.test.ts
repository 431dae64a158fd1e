import { type NDArray, ShapeError, ValueError, matmul, sqrt } from "@linnet/core";
import { NotPositiveDefiniteError, cond, cholesky as factor, matrixNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, assertWithin, gamma, integers, result, squares } from "../testing.js";
import { cholesky } from "./cholesky.js";

/** MᵀM + I of small integers. */
const definite = squares(4).map((m) => {
  const gram = matmul(arrayOf(m).T, arrayOf(m)).toArray() as number[][];
  return gram.map((row, i) => row.map((entry, j) => entry + Number(i === j)));
});
const symmetric = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => integers(n, n, 4))
  .map((m) => m.map((row, i) => row.map((_, j) => m[Math.max(i, j)][Math.min(i, j)])));

describe("cholesky", () => {
  it("is exact: L·Lᵀ is A, roots and all", () => {
    fc.assert(
      fc.property(definite, (rows) => {
        const story = cholesky(rows);
        expect(story.arithmetic).toBe("exact");
        expect(story.result("L·Lᵀ").toArray()).toEqual(rows);
      }),
    );
  });

  it("ends with linalg's L, to κ₂·‖ΔA‖/√2 of two factors that are backward stable (Higham, Theorem 10.8)", () => {
    fc.assert(
      fc.property(definite, (rows) => {
        const a = arrayOf(rows);
        const n = rows.length;
        // ‖ΔA‖ ≤ n·γₙ₊₁·‖A‖ (Higham, Theorem 10.5); twice for two factors, and twice for what is left out of first order
        const error = (4 * cond(a).item() * n * gamma(n + 1) * matrixNorm(a, { ord: 2 }).item() ** 0.5) / Math.SQRT2;
        for (const arithmetic of ["exact", "float64"] as const) {
          assertWithin(result(cholesky(rows, { arithmetic }), "L"), factor(a).L, error);
        }
      }),
    );
  });

  it("leaves, in floats, no more than γₙ₊₁·√(aᵢᵢ·aⱼⱼ) (Demmel 1989)", () => {
    fc.assert(
      fc.property(definite, (rows) => {
        const L = result(cholesky(rows, { arithmetic: "float64" }), "L");
        const d: NDArray = sqrt(arrayOf([rows.map((row, i) => row[i])]));
        assertWithin(matmul(L, L.T as NDArray), arrayOf(rows), matmul(d.T as NDArray, d).mul(gamma(rows.length + 3)));
      }),
    );
  });

  it("stops at the pivot at which linalg does, with an x that shows why", () => {
    fc.assert(
      fc.property(symmetric, (rows) => {
        const story = cholesky(rows);
        const last = story.steps.at(-1);
        if (last?.title === "A is L·Lᵀ") return;
        const x = result(story, "x");
        const form: number = matmul(x.T as NDArray, matmul(arrayOf(rows), x)).item();
        expect(story.result("xᵀ·A·x").item()).toBeLessThanOrEqual(0);
        expect(Math.abs(story.result("xᵀ·A·x").item() - form)).toBeLessThanOrEqual(
          gamma(64) * matmul(x.T as NDArray, x).item() * matrixNorm(arrayOf(rows), { ord: "fro" }).item(),
        );
        const pivot = Number(/^Pivot (\d)/.exec(last?.title ?? "")?.[1]);
        const error = ((): unknown => {
          try {
            return factor(arrayOf(rows));
          } catch (thrown) {
            return thrown;
          }
        })();
        const isNegative = story.result("xᵀ·A·x").item() < -1e-9; // a pivot of 0 may be rounded to a positive one
        if (isNegative) expect((error as NotPositiveDefiniteError).pivot).toBe(pivot - 1);
      }),
    );
  });

  it("tells roots of pivots, and what is wrong with others", () => {
    const story = cholesky([
      [4, 2],
      [2, 3],
    ]);
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Begin with S = A and nothing in L",
      "Take the root of the pivot 4: column 1 of L",
      "Take the root of the pivot 2: column 2 of L",
      "A is L·Lᵀ",
    ]);
    expect(story.steps.at(-1)?.why).toBe("All pivots are positive, so A is positive definite. The product is exact.");
    const last = cholesky([
      [1, 2],
      [2, 1],
    ]).steps.at(-1);
    expect(last?.title).toBe("Pivot 2 is -3: A is not positive definite");
    expect(last?.why).toBe(
      "It has no real root. The x that makes the entries before the pivot vanish has xᵀ·A·x = -3; of a positive definite matrix it would be positive. ldlt of linalg factors such matrices, too.",
    );
    expect(last?.after.x.map(([{ text }]) => text)).toEqual(["-2", "1"]);
    expect(cholesky([[0]]).steps.at(-1)?.why).toContain("Nothing can be divided by its root.");
  });

  it("shows in 3 digits how rounding makes a definite matrix indefinite", () => {
    const rows = [
      [1, 0.9999],
      [0.9999, 1],
    ];
    expect(cholesky(rows).steps.at(-1)?.title).toBe("A is L·Lᵀ");
    const lost = cholesky(rows, { arithmetic: { digits: 3 } }).steps.at(-1);
    expect(lost?.title).toBe("Pivot 2 is 0: A is not positive definite");
  });

  it("refuses what is not square or not symmetric", () => {
    expect(() => cholesky([[1, 2]])).toThrow(new ShapeError("explain.cholesky", "a must be square", { a: [1, 2] }));
    expect(() =>
      cholesky([
        [1, 2],
        [3, 4],
      ]),
    ).toThrow(
      new ValueError("explain.cholesky", "a must be symmetric", "2 at [0, 1] and 3 at [1, 0]", "Explain lu of it."),
    );
  });
});
