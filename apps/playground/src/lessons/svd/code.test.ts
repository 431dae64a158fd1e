import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { CAT } from "./cat.js";

const entry = fc.integer({ min: -50, max: 50 }).map((value) => value / 10);
const A = [
  [2, 1],
  [0, 1.5],
];

describe("svd of a map", () => {
  it("moves the circle by Vᵀ, Σ and U to where A moves it", () => {
    fc.assert(
      fc.property(fc.tuple(fc.tuple(entry, entry), fc.tuple(entry, entry)), (map) => {
        const { plane } = compute({ of: "plane", A: map, picture: CAT, rank: 1 });
        const [circle, turned, scaled, moved] = plane?.shapes ?? [];
        const bound = 32 * Number.EPSILON * Math.max(1, plane?.values[0] ?? 0);
        circle[0].forEach((x, i) => {
          const y = circle[1][i];
          map.forEach(([a, b], row) => expect(Math.abs(moved[row][i] - (a * x + b * y))).toBeLessThanOrEqual(bound));
          expect(Math.abs(Math.hypot(turned[0][i], turned[1][i]) - 1)).toBeLessThanOrEqual(32 * Number.EPSILON);
          expect(scaled[1][i]).toBe(turned[1][i] * (plane?.values[1] ?? 0));
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe("svd of a picture", () => {
  const layersOf = (rank: number, rows = CAT.rows) =>
    compute({ of: "picture", A, picture: { rows }, rank }).layers ?? expect.fail("a picture has layers");

  it("leaves out what the other singular values hold: ‖X − Xₖ‖² = Σ σᵢ² over i > k", () => {
    const { error, values, numbers, count } = layersOf(12);
    const squares = values.map((value) => value ** 2);
    const total = (some: readonly number[]): number => some.reduce((sum, square) => sum + square, 0);
    const expected = Math.sqrt(total(squares.slice(12)) / total(squares));
    expect(Math.abs(error - expected)).toBeLessThanOrEqual(128 * Number.EPSILON); // relative to ‖X‖: 128 rows
    expect([count, numbers]).toEqual([12, 12 * (128 + 128 + 1)]);
  });

  it("has the picture again with all layers, of which there are no more than the shorter side has pixels", () => {
    const { count, error, grays, values } = layersOf(128);
    expect(count).toBe(128);
    expect(error).toBeLessThanOrEqual(128 * Number.EPSILON);
    const off = Math.abs(grays["sum"][60][50] - CAT.rows[60][50]);
    expect(off).toBeLessThanOrEqual(128 * Number.EPSILON * Math.hypot(...values)); // no pixel is off by more than all are
  });

  it("takes another picture apart anew, though it differs in one pixel only", () => {
    const rows = CAT.rows.map((row, i) => (i === 0 ? [1 - row[0], ...row.slice(1)] : row));
    expect(layersOf(1, rows).values).not.toEqual(layersOf(1).values);
    expect(layersOf(1, rows).values).toEqual(layersOf(2, rows).values);
  });

  it("has an answer for a black picture, and for a single pixel", () => {
    expect(layersOf(3, [[0, 0], [0, 0]])).toMatchObject({ error: 0, count: 2, chart: null }); // prettier-ignore
    expect(layersOf(3, [[0.5]])).toMatchObject({ error: 0, count: 1, numbers: 3 });
  });
});
