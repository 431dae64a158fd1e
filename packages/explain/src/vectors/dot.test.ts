import { ShapeError, array, vecdot } from "@linnet/core";
import { vectorNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT } from "../testing.js";
import { dot } from "./dot.js";

const pairs = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: n,
      maxLength: n,
    }),
  )
  .map((entries): [number[], number[]] => [entries.map(([x]) => x), entries.map(([, y]) => y)]);

const valueOf = (story: ReturnType<typeof dot>, name: string): number => story.results[name][0][0].value;

describe("dot", () => {
  it("ends with core's product and linalg's lengths", () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const story = dot(x, y);
        expect(valueOf(story, "x·y")).toBe(vecdot(array(x), array(y)).item());
        for (const [name, v] of [["‖x‖", x] as const, ["‖y‖", y] as const]) {
          const length: number = vectorNorm(array(v)).item();
          expect(Math.abs(valueOf(story, name) - length)).toBeLessThanOrEqual(2 * (v.length + 4) * UNIT * length);
        }
      }),
    );
  });

  it("keeps the law of Cauchy and Schwarz, with equality exactly for parallel vectors", () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const { cos } = dot(x, y).results;
        fc.pre(cos !== undefined);
        const [{ value, text }] = cos[0];
        const isParallel = x.every((_, i) => x.every((__, j) => x[i] * y[j] === x[j] * y[i]));
        expect(text === "1" || text === "-1").toBe(isParallel);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("tells the angle", () => {
    const told = (x: number[], y: number[]): unknown[] => {
      const { title, why } = dot(x, y).steps[3];
      return [title, why];
    };
    expect(told([1, 2], [3, 1])).toEqual([
      "Divide by the lengths: the cosine of the angle",
      "Each has a part in the direction of the other. The angle is 45 degrees, 0.7854 radians.",
    ]);
    expect(told([1, 0], [-1, 1])[1]).toBe(
      "Each has a part against the direction of the other. The angle is 135 degrees, 2.356 radians.",
    );
    expect(told([1, 2], [-2, 1])).toEqual([
      "They are orthogonal",
      "Neither has a part along the other. The angle is 90 degrees, 1.571 radians.",
    ]);
    expect(told([1, 2], [2, 4])[1]).toBe("They have one direction. The angle is 0 degrees, 0 radians.");
    expect(told([1], [-1])[1]).toBe("They have opposite directions. The angle is 180 degrees, 3.142 radians.");
    expect(told([1, 2], [0, 0])).toEqual([
      "There is no angle",
      "y is zero and has no direction: there is no angle, and the product is 0.",
    ]);
  });

  it("finds the angle where products leave the range of floats", () => {
    for (const size of [1e200, 1e-200]) {
      const story = dot([size, 0], [size, size]);
      expect(Math.abs(valueOf(story, "cos") - Math.SQRT1_2)).toBeLessThanOrEqual(8 * UNIT);
    }
  });

  it("refuses vectors of different lengths", () => {
    expect(() => dot([1], [1, 2])).toThrow(
      new ShapeError("explain.dot", "lengths 1 of x and 2 of y differ", { x: [1], y: [2] }),
    );
  });
});
