import { type NDArray, ValueError, abs, max } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import { svd as factor, matrixNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotExactError } from "../arithmetic/exact.js";
import type { Explanation } from "../story/explanation.js";
import { UNIT, arrayOf, assertWithin, result } from "../testing.js";
import { type SvdOptions, svd } from "./svd.js";

const texts = (story: Explanation, name: string): string[][] =>
  story.results[name].map((row) => row.map(({ text }) => text));

const small = fc.integer({ min: -3, max: 3 });
/** Integer multiples of rotations on both sides of a diagonal: the squares of the singular values are whole. */
const turned = fc.tuple(small, small, small, small, small, small).map(([p, q, r, t, x, y]) => {
  const [left, right] = [
    [
      [p, -q],
      [q, p],
    ],
    [
      [r, -t],
      [t, r],
    ],
  ];
  return [0, 1].map((i) => [0, 1].map((j) => left[i][0] * x * right[0][j] + left[i][1] * y * right[1][j]));
});
const zeros = fc.integer({ min: 0, max: 1 });
/** The same with rows and columns of zeros. */
const shaped = fc.tuple(turned, zeros, zeros).map(([rows, below, beside]) => {
  const wide = rows.map((row) => (beside > 0 ? [...row, 0] : row));
  return below > 0 ? [...wide, wide[0].map(() => 0)] : wide;
});

describe("svd", () => {
  it("ends with linalg's factors, bit for bit in floats", () => {
    const shapes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(
        shapes.chain((shape) => floatArrays({ shape })),
        (a) => {
          const largest: number = max(abs(a as NDArray)).item();
          fc.pre(largest === 0 || largest > 1e-75);
          const story = svd(a as NDArray);
          const { U, S, Vh } = factor(a as NDArray);
          expect(story.result("U").toArray()).toEqual(U.toArray());
          expect(story.result("S").toArray()).toEqual([S.toArray()]);
          expect(story.result("Vh").toArray()).toEqual(Vh.toArray());
        },
      ),
    );
  });

  it("is exact where the squares of the singular values are fractions: U·Σ·Vᵀ is A, and the vectors are orthonormal", () => {
    fc.assert(
      fc.property(shaped, (rows) => {
        const story = svd(rows);
        expect(story.arithmetic).toBe("exact");
        expect(texts(story, "U·Σ·Vᵀ")).toEqual(texts(story, "A"));
        const step = story.steps.find(({ title }) => title.startsWith("Rotate: Vᵀ"));
        const identity = step?.after.x.map((row, i) => row.map((_, j) => (i === j ? "1" : "0")));
        expect(step?.after.x.map((row) => row.map(({ text }) => text))).toEqual(identity);
      }),
    );
  });

  it("ends exactly with linalg's values, and vectors and signs where they are distinguished, to p·u·‖A‖/gap", () => {
    fc.assert(
      fc.property(turned, (rows) => {
        const [story, a] = [svd(rows), arrayOf(rows)];
        const { U, S, Vh } = factor(a);
        const error = 64 * UNIT * matrixNorm(a, { ord: "fro" }).item();
        assertWithin(result(story, "S").reshape([-1]) as NDArray, S, error);
        const [first, second] = S.toArray() as number[];
        if (!(second > 1e-6 * first && first - second > 1e-6 * first)) return;
        const angle = (4 * error) / Math.min(first - second, second);
        assertWithin(result(story, "U"), U, angle);
        assertWithin(result(story, "Vh"), Vh, angle);
      }),
    );
  });

  it("follows the directions: onto the axes, along them, and to where A sends them", () => {
    const story = svd([
      [3, 0],
      [4, 5],
    ]);
    const told = (step: number, name: string): string[][] =>
      story.steps[step].after[name].map((row) => row.map(({ text }) => text));
    expect([told(4, "x"), told(5, "x")]).toEqual([
      [
        ["1", "0"],
        ["0", "1"],
      ],
      [
        ["3√5", "0"],
        ["0", "√5"],
      ],
    ]);
    expect(told(6, "x")).toEqual(told(3, "A·V"));
    expect(story.steps[6].why).toMatch(
      /^The half-axes of the ellipse lie along the columns of U now\. U is a (rotation by|reflection in the line at) /,
    );
  });

  it("tells the rank, and of two axes what the factors do", () => {
    const story = svd([
      [0, -2],
      [0, 0],
    ]);
    expect(story.steps.at(-1)?.why).toBe(
      "The product is exact. 1 of 2 singular values are not zero: that is the rank of A.",
    );
    expect(texts(story, "S")).toEqual([["2", "0"]]);
    expect(texts(svd([[0]]), "S")).toEqual([["0"]]);
  });

  it("tells others in floats, and refuses to tell them exactly", () => {
    const rows = [
      [1, 1],
      [0, 1],
    ];
    expect(svd(rows).arithmetic).toBe("float64");
    expect(() => svd(rows, { arithmetic: "exact" })).toThrow(
      new NotExactError(
        "exact singular values must be roots of fractions",
        "AᵀA with 0 of 2 eigenvalues that are fractions",
      ),
    );
    expect(() => svd([[1e100]], { arithmetic: "float64" })).toThrow(
      new ValueError(
        "explain.svd",
        "the largest entry of a must be between 1e-75 and 1e75 in size",
        1e100,
        "Scale a first.",
      ),
    );
    expect(() => svd(rows, { arithmetic: { digits: 3 } } as unknown as SvdOptions)).toThrow(
      new ValueError("explain.svd", 'arithmetic must be "exact" or "float64"', '{"digits":3}'),
    );
  });
});
