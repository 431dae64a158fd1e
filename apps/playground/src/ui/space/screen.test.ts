import fc from "fast-check";
import { PerspectiveCamera, Vector3 as Vector } from "three";
import { describe, expect, it } from "vitest";
import { along, dot } from "./clip.js";
import { FIELD, type Look, eye } from "./look.js";
import { type Seen, movedInSight, seenAt } from "./screen.js";
import type { Vector3 } from "./things.js";

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);
const look = fc.record({
  azimuth: fc.double({ min: -180, max: 180, noNaN: true }),
  elevation: fc.double({ min: -88, max: 88, noNaN: true }),
  zoom: fc.double({ min: 0.5, max: 1.5, noNaN: true }), // nearer, the eye is among the points
});
/** Rounding of some forty operations on numbers of one digit; near a pole, the look's right is a difference of such. */
const CLOSE = (40 * 2 ** -52) / Math.cos((88 * Math.PI) / 180);

const seen = (at: Vector3, from: Look): Seen => seenAt(at, from) ?? { left: Number.NaN, top: Number.NaN };

describe("screen", () => {
  it("sees points where three.js's camera has them", () => {
    fc.assert(
      fc.property(point, look, (at, from) => {
        const camera = new PerspectiveCamera(FIELD, 1, 0.1, 50);
        camera.up.set(0, 0, 1);
        camera.position.set(...eye(from));
        camera.lookAt(0, 0, 0);
        camera.updateMatrixWorld();
        const { x, y } = new Vector(...at).project(camera);
        const { left, top } = seen(at, from);
        expect(Math.abs(left - (x + 1) / 2)).toBeLessThan(CLOSE);
        expect(Math.abs(top - (1 - y) / 2)).toBeLessThan(CLOSE);
      }),
    );
  });

  it("moves points as far as the picture says, and neither nearer nor farther away", () => {
    fc.assert(
      fc.property(point, look, coordinate, coordinate, (at, from, left, top) => {
        const moved = movedInSight(at, from, { left, top });
        const [before, after] = [seen(at, from), seen(moved, from)];
        expect(Math.abs(after.left - before.left - left)).toBeLessThan(CLOSE);
        expect(Math.abs(after.top - before.top - top)).toBeLessThan(CLOSE);
        const deep = dot(along(moved, -1, at), eye(from));
        expect(Math.abs(deep)).toBeLessThan(CLOSE * Math.hypot(...eye(from)));
      }),
    );
  });

  it("does not see what is behind the eye", () => {
    const near = { azimuth: 0, elevation: 0, zoom: 6 };
    expect(seenAt([1, 0, 0], near)).toBeNull();
    expect(seenAt([-1, 0, 0], near)).toEqual({ left: 0.5, top: 0.5 });
  });
});
