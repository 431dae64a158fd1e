import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastInside, placeApart, placeBeside } from "./name-place.js";

const SIZE = 300;
const inside = fc.double({ min: 0, max: SIZE, noNaN: true });
const anywhere = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe("placeBeside", () => {
  it("keeps a name inside the frame, wherever its point is", () => {
    fc.assert(
      fc.property(anywhere, anywhere, fc.string({ minLength: 1, maxLength: 20 }), fc.boolean(), (x, y, name, below) => {
        const place = placeBeside([x, y], name, SIZE, below);
        const width = 9 * Array.from(name).length;
        const left = place["text-anchor"] === "start" ? place.x : place.x - width;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(SIZE);
        expect(place.y - 12).toBeGreaterThanOrEqual(0);
        expect(place.y + 4).toBeLessThanOrEqual(SIZE);
      }),
    );
  });

  it("is to the right of its point and above it, to the left at the right edge, below where that is asked", () => {
    expect(placeBeside([100, 100], "a₁", SIZE)).toEqual({ x: 110, y: 92, "text-anchor": "start" });
    expect(placeBeside([290, 100], "a₁", SIZE)).toEqual({ x: 280, y: 92, "text-anchor": "end" });
    expect(placeBeside([100, 100], "a₁", SIZE, true).y).toBeGreaterThan(100 + 12);
  });
});

describe("placeApart", () => {
  const name = fc.string({ minLength: 1, maxLength: 6 });

  it("keeps names from each other while there is room: up to four at one point", () => {
    const middle = fc.integer({ min: 100, max: 200 });
    fc.assert(
      fc.property(
        middle,
        middle,
        fc.array(name, { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        (x, y, names, isBelow) => {
          const places = placeApart(
            names.map((word) => ({ at: [x, y], name: word, isBelow })),
            SIZE,
          );
          const seen = new Set(places.map((place) => `${place?.["text-anchor"]} ${place?.y}`));
          expect(seen.size).toBe(names.length);
        },
      ),
    );
  });

  it("leaves names that are apart as they are, and all of them inside the frame", () => {
    const wishes = [{ at: [100, 100], name: "x" }, null, { at: [100, 200], name: "y" }] as const;
    expect(placeApart(wishes, SIZE)).toEqual([
      placeBeside([100, 100], "x", SIZE),
      null,
      placeBeside([100, 200], "y", SIZE),
    ]);
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.tuple(anywhere, anywhere), name }), { maxLength: 8 }), (all) => {
        placeApart(all, SIZE).forEach((place, i) => {
          const width = 9 * Array.from(all[i].name).length;
          const left = place?.["text-anchor"] === "start" ? place.x : (place?.x ?? NaN) - width;
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(SIZE);
        });
      }),
    );
  });
});

describe("lastInside", () => {
  it("is the end of a way that ends inside", () => {
    fc.assert(
      fc.property(anywhere, anywhere, inside, inside, (x, y, right, down) => {
        const [across, along] = lastInside([x, y], [right, down], SIZE) ?? [NaN, NaN];
        expect(Math.hypot(across - right, along - down)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it("is on the edge where the way leaves", () => {
    expect(lastInside([150, 150], [450, 150], SIZE)).toEqual([300, 150]);
    expect(lastInside([-10, -10], [-20, 400], SIZE)).toBeNull();
    expect(lastInside([-100, 150], [100, 470], SIZE)).toBeNull();
    expect(lastInside([400, 150], [400, 150], SIZE)).toBeNull();
  });
});
