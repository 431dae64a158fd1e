import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { isIndependent, lesson } from "./lesson.js";

/** Of a few operations on small matrices, each rounded. */
const ROUNDINGS = 50 * Number.EPSILON;

const pair = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
const inputs = fc.record({ B: fc.tuple(pair, pair), p: pair });

const norm = (values: readonly number[]): number => Math.hypot(...values);
const difference = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value - b[i]);
const caption = (B: number[][], p = [3, 2]): string =>
  lesson.caption(structuredClone(compute({ B, p })), { B, p, kind: "straight" });

describe("bases", () => {
  it("finds independence as the determinant has it, and the coordinates that are told, up to κ roundings", () => {
    fc.assert(
      fc.property(inputs, ({ B, p }) => {
        const result = compute({ B, p });
        const [[a, b], [c, d]] = B;
        expect(isIndependent(structuredClone(result))).toBe(a * d !== b * c);
        if (result.coordinates === null || result.nearCoordinates === null) {
          expect(a * d).toBe(b * c);
          return;
        }
        const told = [(d * p[0] - b * p[1]) / (a * d - b * c), (a * p[1] - c * p[0]) / (a * d - b * c)]; // Cramer
        const coordinates = result.change.results["C·x"].map(([{ value }]) => value);
        expect(coordinates).toEqual(told.map((value) => value + 0)); // integers are divided, and rounded once; −0 is 0
        const [most, least] = result.stretches;
        const bound = (most / least) * ROUNDINGS;
        expect(norm(difference(result.coordinates, told))).toBeLessThanOrEqual(bound * norm(told));
        // the worst direction: coordinates move by exactly 0.1/σ₂
        const move = norm(difference(result.nearCoordinates, result.coordinates));
        const size = norm(told) + norm(result.nearCoordinates) + move;
        expect(Math.abs(move - 0.1 / least)).toBeLessThanOrEqual(bound * size);
      }),
      { numRuns: 15 },
    );
  });

  it("goes to polar coordinates and back, with a basis at right angles", () => {
    fc.assert(
      fc.property(pair, (p) => {
        const { polar, back, local } = compute({
          B: [
            [1, 0],
            [0, 1],
          ],
          p,
        });
        const bound = 10 * Number.EPSILON * norm(p); // distance and angle to 2 ulp, ulp(π) = 2ε
        expect(Math.abs(polar[0] ** 2 - (p[0] ** 2 + p[1] ** 2))).toBeLessThanOrEqual(bound * norm(p));
        expect(norm(difference(back, p))).toBeLessThanOrEqual(bound);
        const [outwards, around] = [0, 1].map((j) => local.map((row) => row[j]));
        expect(norm(difference(around, [-p[1], p[0]]))).toBeLessThanOrEqual(bound);
        expect(Math.abs(norm(outwards) - 1)).toBeLessThanOrEqual(ROUNDINGS);
        expect(Math.abs(outwards[0] * around[0] + outwards[1] * around[1])).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 8 },
    );
  });

  it("says in a sentence what is no basis, or hardly one", () => {
    expect(
      caption([
        [2, -1],
        [1, -0.5],
      ]),
    ).toContain("they reach only the points of a line");
    expect(
      caption([
        [0.1, 0.3],
        [0.2, 0.6],
      ]),
    ).toContain("dependent"); // in floats the determinant is not zero
    expect(
      caption([
        [0, 0],
        [0, 0],
      ]),
    ).toContain("they reach nothing but the origin");
    expect(
      caption([
        [2, 2.2],
        [1, 1.2],
      ]),
    ).toMatch(/^In the nearly dependent basis .*: if p moves by 0\.1, these may by \d/);
    expect(
      caption([
        [1, 1],
        [0, 1e-20],
      ]),
    ).toContain("floating point cannot tell");
    expect(
      caption([
        [2, 0],
        [0, 1],
      ]),
    ).toBe("p = (3, 2) has the coordinates (1.5, 2) in the basis of b₁ and b₂.");
  });

  it("says that the origin has no angle", () => {
    const inputs = {
      B: [
        [1, 0],
        [0, 1],
      ],
      p: [0, 0],
      kind: "polar",
    } as const;
    const result = compute(inputs);
    expect(lesson.caption(result, inputs)).toContain("any angle will do");
    expect(lesson.steps(result, inputs).at(-1)?.why).toContain("at the origin polar coordinates have no basis");
  });
});
