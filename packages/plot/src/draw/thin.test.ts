import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thin } from "./thin.js";

const WIDTH = 10; // 20 columns of half a pixel
const line = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(Number.NaN))), { minLength: 200, maxLength: 400 })
  .map((points) => ({ x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y) })); // prettier-ignore

/** How far a line reaches in each column by its points, and which column follows which. */
function trace(x: Float64Array, y: Float64Array): string[] {
  const steps: { column: number; first: number; last: number; low: number; high: number }[] = [];
  for (const [i, value] of y.entries()) {
    const column = Number.isNaN(value) ? -1 : Math.floor(x[i] * 2 * WIDTH);
    const step = steps[steps.length - 1];
    if (step?.column !== column) steps.push({ column, first: value, last: value, low: value, high: value });
    else Object.assign(step, { last: value, low: Math.min(step.low, value), high: Math.max(step.high, value) });
  }
  return steps.map((step) => JSON.stringify(step));
}

describe("thin", () => {
  it("keeps where a line enters and leaves each column, how far it reaches there, and its gaps, in any order of x", () => {
    fc.assert(
      fc.property(line, ({ x, y }) => {
        const thinned = thin(x, y, [0, 1], WIDTH);
        expect(trace(thinned.x, thinned.y)).toEqual(trace(x, y));
      }),
      { numRuns: 50 },
    );
  });

  it("leaves at most four points a column of a function", () => {
    const x = Float64Array.from({ length: 10_000 }, (_, i) => i / 9999);
    const { x: kept } = thin(x, x.map((t) => Math.sin(1000 * t)), [0, 1], WIDTH); // prettier-ignore
    expect(kept.length).toBeLessThanOrEqual(4 * 21);
    expect([kept[0], kept[kept.length - 1]]).toEqual([0, 1]);
  });

  it("leaves alone what is short, or stands on one spot", () => {
    const x = Float64Array.of(0, 1, 2);
    expect(thin(x, x, [0, 2], WIDTH).x).toBe(x);
    const spot = new Float64Array(1000);
    expect(thin(spot, spot, [0, 0], WIDTH).x).toBe(spot);
  });
});
