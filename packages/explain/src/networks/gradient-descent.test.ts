import { ShapeError, ValueError, array, matmul } from "@linnet/core";
import { cond, eigvalsh, solve } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matmul as product } from "../products/matmul.js";
import type { Explanation } from "../story/explanation.js";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { gradientDescent } from "./gradient-descent.js";

/** MᵀM + I of small integers: symmetric and positive definite. */
const bowls = fc
  .integer({ min: 1, max: 3 })
  .chain((n) =>
    fc.tuple(
      integers(n, n, 3),
      integers(1, n, 5).map(([row]) => row),
    ),
  )
  .map(([m, b]): [number[][], number[]] => {
    const gram = matmul(arrayOf(m).T, arrayOf(m)).toArray() as number[][];
    return [gram.map((row, i) => row.map((entry, j) => entry + Number(i === j))), b];
  });

function values(story: Explanation, name: string): number[][] {
  return story.steps.map(({ after }) => after[name].map(([{ value }]) => value));
}

describe("gradientDescent", () => {
  it("ends with linalg's solution beside it, to a few κ roundings", () => {
    fc.assert(
      fc.property(bowls, ([a, b]) => {
        const lowest = solve(arrayOf(a), array(b));
        const story = gradientDescent(a, b, { arithmetic: "exact", steps: 1 });
        const size = Math.max(...lowest.toArray().map(Math.abs));
        assertWithin(
          lowest.reshape([-1, 1]),
          result(story, "solution"),
          32 * b.length ** 2 * UNIT * cond(arrayOf(a)).item() * size,
        );
      }),
    );
  });

  it("goes, exactly, to the lowest point of each line: gradients in turn are orthogonal", () => {
    fc.assert(
      fc.property(bowls, ([a, b]) => {
        const story = gradientDescent(a, b, { arithmetic: "exact", steps: 3 });
        const gradients = story.steps.slice(0, -1).map(({ after }) => after.gradient.map(([{ text }]) => text));
        for (let k = 1; k < gradients.length; k++) expect(dotOf(gradients[k - 1], gradients[k])).toBe("0");
      }),
    );
  });

  it("comes nearer by ((κ − 1)/(κ + 1))² a step at least (Nocedal & Wright, Theorem 3.3)", () => {
    fc.assert(
      fc.property(bowls, ([a, b]) => {
        const story = gradientDescent(a, b, { steps: 6 });
        const kappa: number = cond(arrayOf(a)).item();
        const rate = ((kappa - 1) / (kappa + 1)) ** 2;
        const heights = values(story, "f")
          .slice(0, -1)
          .map(([f]) => f); // the last step only looks back
        const x = result(story, "solution");
        const lowest = -0.5 * matmul(array([b]), x).item();
        const rounding = 64 * UNIT * (Math.abs(lowest) + 1) * kappa;
        for (let k = 1; k < heights.length; k++) {
          expect(heights[k] - lowest).toBeLessThanOrEqual(rate * (heights[k - 1] - lowest) + rounding);
        }
      }),
    );
  });

  it("goes up when a fixed step is longer than 2/λ", () => {
    const a = [
      [2, 0],
      [0, 10],
    ];
    const largest = eigvalsh(array(a)).toArray()[1];
    const last = (step: number): number =>
      values(gradientDescent(a, [1, 1], { step, steps: 20 }), "f").at(-1)?.[0] ?? 0;
    expect(last(1.9 / largest)).toBeLessThan(0);
    expect(last(2.1 / largest)).toBeGreaterThan(0);
  });

  it("stops where the slope is zero", () => {
    const story = gradientDescent(
      [
        [2, 0],
        [0, 2],
      ],
      [2, 4],
      { arithmetic: "exact" },
    );
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Begin, and find the slope",
      "Step 1: go 1/2 times the gradient downhill",
      "After 1 step",
    ]);
    expect(story.steps.at(-1)?.why).toBe("This is the lowest point.");
    expect(story.result("x").toArray()).toEqual([[1], [2]]);
  });

  it("refuses what has no lowest point, and shapes that do not fit", () => {
    expect(() =>
      gradientDescent(
        [
          [1, 2],
          [3, 4],
        ],
        [1, 1],
      ),
    ).toThrow(new ValueError("explain.gradientDescent", "a must be symmetric", "2 at [0, 1] and 3 at [1, 0]"));
    expect(() =>
      gradientDescent(
        [
          [1, 2],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toThrow(
      new ValueError(
        "explain.gradientDescent",
        "a must be positive definite",
        "pivot -3 at index 1",
        "Only then is there a lowest point.",
      ),
    );
    expect(() => gradientDescent([[1]], [1, 1])).toThrow(
      new ShapeError("explain.gradientDescent", "a must be [n, n] and b and start [n]", {
        a: [1, 1],
        b: [2],
        start: [2],
      }),
    );
  });
});

/** Σ xᵢ·yᵢ of fractions, told by a product. */
function dotOf(x: readonly string[], y: readonly string[]): string {
  return product(
    [[...x]],
    y.map((entry) => [entry]),
  ).results.C[0][0].text;
}
