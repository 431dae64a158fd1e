import { ShapeError, array, matmul } from "@linnet/core";
import { inv, lu, solve as solution } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, assertWithin, firstOrder, gamma, integers, result, sizes } from "../testing.js";
import { solve } from "./solve.js";

const systems = fc.integer({ min: 1, max: 4 }).chain((n) =>
  fc.tuple(
    integers(n, n),
    integers(1, n).map(([row]) => row),
  ),
);

describe("solve", () => {
  it("ends with linalg's solution, to γ₃ₙ·|A⁻¹|·|L|·|U|·|x| (Higham, Theorem 9.4)", () => {
    fc.assert(
      fc.property(systems, ([rows, b]) => {
        const story = solve(rows, b);
        fc.pre("x" in story.results);
        const [a, x] = [arrayOf(rows), result(story, "x")];
        const { L, U } = lu(a);
        const found = solution(a, array(b)).reshape([-1, 1]);
        assertWithin(found, x, firstOrder(sizes(inv(a), L, U, x).mul(gamma(3 * b.length))));
      }),
    );
  });

  it("is exact: A·x is b", () => {
    fc.assert(
      fc.property(systems, ([rows, b]) => {
        const { results } = solve(rows, b);
        if (!("x" in results)) return;
        expect(results["A·x"].map(([{ text }]) => text)).toEqual(b.map(String));
      }),
    );
  });

  it("leaves, in floats, no more than γ₃ₙ·|L|·|U|·|x|", () => {
    fc.assert(
      fc.property(systems, ([rows, b]) => {
        const a = arrayOf(rows);
        const story = solve(rows, b, { arithmetic: "float64" });
        fc.pre("x" in story.results);
        const { L, U } = lu(a);
        const x = result(story, "x");
        const right = array(b.map((entry) => [entry]));
        assertWithin(matmul(a, x), right, firstOrder(sizes(L, U, x).mul(gamma(3 * b.length))));
      }),
    );
  });

  it("says when there is no solution, or more than one", () => {
    const none = solve(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 3],
    ).steps.at(-1);
    expect([none?.title, none?.why]).toEqual(["There is no solution", "Equation 2 has become 0 = -1/2."]);
    const many = solve(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 2],
    ).steps.at(-1);
    expect([many?.title, many?.why]).toEqual([
      "There are infinitely many solutions",
      "1 of the 2 equations followed from the others, so as many unknowns may be chosen freely. Explain rowReduce of [A | b] to see which.",
    ]);
  });

  it("refuses systems that are not square", () => {
    expect(() => solve([[1, 2]], [1])).toThrow(
      new ShapeError("explain.solve", "a must be square", { a: [1, 2] }, "Explain rowReduce of [A | b]."),
    );
    expect(() => solve([[1]], [1, 2])).toThrow(
      new ShapeError("explain.solve", "rows 1 of a and 2 of b differ", { a: [1, 1], b: [2] }),
    );
    expect(() => solve([[1]], [])).toThrow(
      new ShapeError("explain.solve", "b must be a vector of 1 to 16 entries", { b: [0] }),
    );
  });
});
