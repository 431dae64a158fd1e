import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Label, placeLabels } from "./place-labels.js";

const SIDE = 400;
const coordinate = fc.integer({ min: 0, max: SIDE });
/** Sixteen words, wherever they are: also all at one point. */
const labels: fc.Arbitrary<Label[]> = fc.array(
  fc.record({
    at: fc.oneof(fc.tuple(coordinate, coordinate), fc.constant([200, 200] as const)),
    width: fc.integer({ min: 16, max: 70 }),
    height: fc.constant(18),
  }),
  { minLength: 1, maxLength: 16 },
);

describe("placeLabels", () => {
  it("covers no text and no point, and leaves nothing outside", () => {
    fc.assert(
      fc.property(labels, (all) => {
        const places = placeLabels(all, SIDE);
        const boxes = places.map(({ middle: [x, y] }, i) => ({
          left: x - all[i].width / 2,
          right: x + all[i].width / 2,
          top: y - all[i].height / 2,
          bottom: y + all[i].height / 2,
        }));
        for (const [i, a] of boxes.entries()) {
          expect(Math.min(a.left, a.top)).toBeGreaterThanOrEqual(0);
          expect(Math.max(a.right, a.bottom)).toBeLessThanOrEqual(SIDE);
          for (const b of boxes.slice(0, i))
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
          for (const { at } of all)
            expect(a.left < at[0] && at[0] < a.right && a.top < at[1] && at[1] < a.bottom).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("puts a text that is alone just above its point, and says which are led to by a line", () => {
    const alone: Label = { at: [200, 200], width: 40, height: 18 };
    const [place] = placeLabels([alone], SIDE);
    expect(place.middle[0]).toBe(200);
    expect(200 - place.middle[1]).toBeGreaterThanOrEqual(9 + 5);
    expect(200 - place.middle[1]).toBeLessThan(9 + 5 + 5);
    expect(place.isFar).toBe(false);
    const crowd = placeLabels(
      Array.from({ length: 12 }, () => alone),
      SIDE,
    );
    expect(crowd.filter(({ isFar }) => isFar).length).toBeGreaterThan(0);
  });
});
