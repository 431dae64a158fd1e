import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { along, cross, dot, lineInCube, planeInCube } from "./clip.js";
import type { Vector3 } from "./things.js";

const REACH = 5;
/** Some thirty roundings of products of numbers up to 9·(5 + 9), divided by a length that is no shorter than 1. */
const CLOSE = 30 * Number.EPSILON * 9 * 14 * 3;

const coordinate = fc.integer({ min: -9, max: 9 });
const vector = fc.tuple(coordinate, coordinate, coordinate);
const direction = vector.filter((v) => Math.hypot(...v) > 0);
const isInside = (p: Vector3): boolean => p.every((value) => Math.abs(value) <= REACH + CLOSE);

describe("clip", () => {
  it("planes: corners lie on the plane and in the cube, in order around a convex polygon", () => {
    fc.assert(
      fc.property(direction, coordinate, (normal, offset) => {
        const corners = planeInCube(normal, offset, REACH);
        const turns = corners.map((p, i) => {
          const [q, r] = [corners[(i + 1) % corners.length], corners[(i + 2) % corners.length]];
          return dot(cross(along(q, -1, p), along(r, -1, q)), normal);
        });
        expect(corners.length).toBeLessThanOrEqual(7); // a corner of the cube on the plane may come twice
        for (const p of corners) {
          expect(Math.abs(dot(normal, p) - offset)).toBeLessThan(CLOSE);
          expect(isInside(p)).toBe(true);
        }
        expect(turns.every((turn) => turn >= -CLOSE) || turns.every((turn) => turn <= CLOSE)).toBe(true);
        // the plane meets the cube when its height does not exceed that of the cube's corner
        const isMet = Math.abs(offset) < REACH * (Math.abs(normal[0]) + Math.abs(normal[1]) + Math.abs(normal[2]));
        expect(corners.length >= 3 || !isMet).toBe(true);
        expect(corners.length < 3 || Math.abs(offset) <= REACH * normal.reduce((sum, v) => sum + Math.abs(v), 0)).toBe(
          true,
        );
      }),
    );
    expect(planeInCube([0, 0, 0], 1, REACH)).toEqual([]);
  });

  it("lines: both ends lie on the line and on the cube's surface", () => {
    fc.assert(
      fc.property(vector, direction, (through, way) => {
        const ends = lineInCube(through, way, REACH);
        expect(ends !== null || !isInside(through)).toBe(true);
        for (const end of ends ?? []) {
          expect(Math.hypot(...cross(along(end, -1, through), way))).toBeLessThan(CLOSE);
          expect(isInside(end)).toBe(true);
          expect(Math.abs(Math.max(...end.map(Math.abs)) - REACH)).toBeLessThanOrEqual(CLOSE);
        }
      }),
    );
    expect(lineInCube([0, 0, 0], [0, 0, 0], REACH)).toBeNull();
    expect(lineInCube([0, 6, 0], [1, 0, 0], REACH)).toBeNull();
  });
});
