import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";
import { lesson, outputAt } from "./lesson.js";
import { padded, placesUnder } from "./windows.js";

const size = fc.integer({ min: 7, max: 10 });
const how = fc.record({
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 2 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});
const entry = fc.integer({ min: -8, max: 8 });

/** An image with its kernel; whole numbers, so that sums are exact in any order. */
const inputs = fc
  .tuple(size, size, how, fc.array(entry, { minLength: 109, maxLength: 109 }))
  .map(([height, width, sliding, numbers]): Inputs => ({
    ...sliding,
    image: "own",
    own: { rows: Array.from({ length: height }, (_, i) => numbers.slice(9 + i * width, 9 + (i + 1) * width)) },
    kernel: [numbers.slice(0, 3), numbers.slice(3, 6), numbers.slice(6, 9)],
  }));

describe("convolution", () => {
  it("sums what lies under the kernel, at the places that the picture frames", () => {
    fc.assert(
      fc.property(inputs, (drawn) => {
        const { y, difference } = compute(drawn);
        const image = padded(drawn.own.rows, drawn);
        const numbers = drawn.kernel.flat();
        const sums = y.map((row, i) =>
          row.map((_, j) =>
            placesUnder([i, j], 3, drawn).reduce((sum, [r, c], k) => sum + numbers[k] * image[r][c], 0),
          ),
        );
        expect(y).toEqual(sums.map((row) => row.map((sum) => sum + 0)));
        expect(difference).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it("has a step for each pixel of the result, between the first and the last", () => {
    const given = { image: "digit", own: { rows: [] }, kernel: [[0, 0, 0], [0, 1, 0], [0, 0, 0]], stride: 2, padding: 0, dilation: 1 } as const; // prettier-ignore
    const result = compute(given);
    expect(result.y).toEqual([1, 3, 5].map((i) => [1, 3, 5].map((j) => result.x[i][j]))); // the kernel takes the middle
    const steps = lesson.steps(result, { ...given, own: { name: "", rows: [], height: 0, width: 0 } });
    expect(steps).toHaveLength(11);
    expect(steps.map((_, at) => outputAt(at, result.y))[5]).toEqual([1, 1]);
    expect([outputAt(0, result.y), outputAt(10, result.y)]).toEqual([null, null]);
  });

  it("says when the kernel does not fit", () => {
    const own = { rows: [[1, 0]] };
    const kernel = [[1, 1, 1], [1, 1, 1], [1, 1, 1]]; // prettier-ignore
    expect(() => compute({ image: "own", own, kernel, stride: 1, padding: 0, dilation: 1 })).toThrow(/fit/);
  });
});
