import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Point } from "../draw/plane.js";
import { type Contour, type Field, contourLines } from "./contour-lines.js";

/** The field of a function on [low, high]² with n points a side. */
function fieldOf(f: (x: number, y: number) => number, low: number, high: number, n: number): Field {
  const at = Float64Array.from({ length: n }, (_, k) => low + ((high - low) * k) / (n - 1));
  return { x: at, y: at, z: Float64Array.from({ length: n * n }, (_, k) => f(at[k % n], at[Math.floor(k / n)])) };
}

const small = (z: number[]): Field => ({ x: Float64Array.of(0, 1), y: Float64Array.of(0, 1), z: Float64Array.from(z) });
const ends = (lines: readonly Contour[]) => lines.map(({ points }) => points);

describe("contourLines", () => {
  it("are straight for a linear function, to rounding", () => {
    const [line, ...others] = contourLines(
      fieldOf((x, y) => 2 * x + y, -1, 1, 11),
      0.3,
    );
    expect(others).toEqual([]);
    expect(line.closed).toBe(false);
    for (const [x, y] of line.points) expect(Math.abs(2 * x + y - 0.3)).toBeLessThanOrEqual(16 * Number.EPSILON);
  });

  it("of x² + y² are one closed circle, within the error h²/4 of linear interpolation, with higher values on the left", () => {
    const n = 41;
    const h = 4 / (n - 1);
    const [circle, ...others] = contourLines(
      fieldOf((x, y) => x * x + y * y, -2, 2, n),
      1.5,
    );
    expect([others.length, circle.closed]).toEqual([0, true]);
    for (const [x, y] of circle.points) {
      // on a side of length h the chord of t² is above it by at most h²/4, so the point lies inside the circle
      expect(x * x + y * y).toBeLessThanOrEqual(1.5 + 16 * Number.EPSILON);
      expect(x * x + y * y).toBeGreaterThanOrEqual(1.5 - (h * h) / 4);
    }
    expect(area(circle.points)).toBeLessThan(0); // clockwise: outside, where it is higher, is on the left
  });

  it("pass every side of a cell where its ends differ, once, and no other: any field", () => {
    const value = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.array(value, { minLength: 25, maxLength: 25 }), (n, values) => {
        const at = Float64Array.from({ length: n }, (_, k) => k);
        const z = Float64Array.from(values.slice(0, n * n));
        const points = contourLines({ x: at, y: at, z }, 0.5).flatMap((line) => line.points.map(String));
        const sides = [...z.keys()].flatMap((k) => [
          ...(k % n < n - 1 ? [[k, k + 1]] : []),
          ...(k + n < n * n ? [[k, k + n]] : []),
        ]);
        const crossed = sides.filter(([a, b]) => z[a] >= 0.5 !== z[b] >= 0.5);
        const wanted = crossed.map(([a, b]) => {
          const t = (0.5 - z[a]) / (z[b] - z[a]);
          const [x, y] = [a % n, Math.floor(a / n)];
          return String(b === a + 1 ? [x + t, y] : [x, y + t]);
        });
        expect(points.sort()).toEqual(wanted.sort());
      }),
    );
  });

  it("join the two higher corners of a saddle where the middle is higher, else the two lower ones", () => {
    // corners (0, 0) and (1, 1) are higher
    const joined = ends(contourLines(small([1, 0, 0, 1]), 0.25));
    const apart = ends(contourLines(small([1, 0, 0, 1]), 0.75));
    expect([joined.length, apart.length]).toEqual([2, 2]);
    const sameCorner = (line: readonly Point[], corner: Point) =>
      line.every(([x, y]) => Math.abs(x - corner[0]) + Math.abs(y - corner[1]) <= 0.75);
    expect(joined.some((line) => sameCorner(line, [1, 0]))).toBe(true);
    expect(apart.some((line) => sameCorner(line, [0, 0]))).toBe(true);
  });

  it("have no place in cells with a corner that is not finite, beyond all values, or in a constant", () => {
    expect(contourLines(small([0, Number.NaN, 1, 1]), 0.5)).toEqual([]);
    expect(contourLines(small([0, Infinity, 1, 1]), 0.5)).toEqual([]);
    expect(contourLines(small([0, 1, 1, 1]), 2)).toEqual([]);
    expect(contourLines(small([1, 1, 1, 1]), 1)).toEqual([]);
  });

  it("keep apart values whose difference overflows", () => {
    const [{ points }] = contourLines(small([-1e308, 1e308, -1e308, 1e308]), 0);
    expect(points.map(([x]) => x)).toEqual([0.5, 0.5]);
  });
});

/** Twice the signed area inside a closed line. */
function area(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], k) => {
    const [u, v] = points[(k + 1) % points.length];
    return sum + x * v - u * y;
  }, 0);
}
