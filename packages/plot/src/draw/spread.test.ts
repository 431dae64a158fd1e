import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spread } from "./spread.js";

const box = fc.record({
  x: fc.double({ min: 0, max: 100, noNaN: true }),
  y: fc.double({ min: 10, max: 90, noNaN: true }),
  width: fc.double({ min: 1, max: 40, noNaN: true }),
  height: fc.constant(16),
});

describe("spread", () => {
  it("leaves texts alone that are apart, and moves the later one of two to the nearest free place", () => {
    const at = (y: number, x = 50) => ({ x, y, width: 20, height: 16 });
    expect(spread([at(30), at(60), at(30, 90)], 0, 100)).toEqual([30, 60, 30]);
    expect(spread([at(50), at(48)], 0, 100)).toEqual([50, 32]);
    expect(spread([at(50), at(52)], 0, 100)).toEqual([50, 68]);
    expect(spread([at(8), at(8)], 0, 100)).toEqual([8, 24]); // not above the top
  });

  it("leaves no two texts on each other, and none outside", () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
        const placed = spread(boxes, 0, 100).flatMap((y, i) => (y === undefined ? [] : [{ ...boxes[i], y }]));
        for (const [i, a] of placed.entries()) {
          expect(a.y - 8).toBeGreaterThanOrEqual(0);
          expect(a.y + 8).toBeLessThanOrEqual(100);
          for (const b of placed.slice(0, i)) {
            expect(Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= 16).toBe(true);
          }
        }
      }),
    );
  });

  it("has no place for what finds none within three lines", () => {
    const boxes = Array.from({ length: 12 }, () => ({ x: 50, y: 50, width: 20, height: 16 }));
    const placed = spread(boxes, 0, 100);
    expect(placed.filter((y) => y === undefined)).toHaveLength(12 - 5);
  });
});
