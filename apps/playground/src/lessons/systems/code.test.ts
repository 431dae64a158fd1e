import { array } from "@linnet/core";
import { matrixRank } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { isSolved, lesson } from "./lesson.js";

/** Of a few products of small matrices, each rounded. */
const ROUNDINGS = 50 * Number.EPSILON;

const entry = fc.integer({ min: -9, max: 9 });
const matrixOf = (n: number) =>
  fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });
const vectorOf = (n: number) => fc.array(entry, { minLength: n, maxLength: n });
const system = fc.constantFrom(2, 3).chain((n) => fc.record({ A: matrixOf(n), b: vectorOf(n) }));
/** The last row is the sum of those before. */
const singular = system.map(({ A, b }) => ({
  A: [...A.slice(0, -1), A[0].map((_, j) => A.slice(0, -1).reduce((sum, row) => sum + row[j], 0))],
  b,
}));

const times = (A: readonly (readonly number[])[], x: readonly number[]): number[] =>
  A.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
const norm = (values: readonly number[]): number => Math.hypot(...values);

describe("systems", () => {
  it("computes the solution that is told, up to κ roundings", () => {
    fc.assert(
      fc.property(system, (inputs) => {
        const { story, free, x, stretches } = compute(inputs);
        fc.pre(free.length === 0);
        const told = story.results["x"].map(([{ value }]) => value);
        const condition = stretches[0] / stretches[stretches.length - 1];
        expect(norm(x.map((value, i) => value - told[i]))).toBeLessThanOrEqual(condition * ROUNDINGS * norm(told));
        expect(isSolved({ story })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("singular: what it calls free, A takes to zero; x is nearest; solved where the rank of [A | b] is that of A", () => {
    fc.assert(
      fc.property(singular, ({ A, b }) => {
        const { story, free, x, product } = compute({ A, b });
        const rank = matrixRank(array(A)).item();
        expect(free.length).toBe(A.length - rank);
        for (const way of free) expect(norm(times(A, way))).toBeLessThanOrEqual(ROUNDINGS * 30 * norm(way));
        const residual = b.map((value, i) => value - product[i]);
        const normal = times(
          A[0].map((_, j) => A.map((row) => row[j])),
          residual,
        ); // Aᵀ·(b − A·x)
        expect(norm(normal)).toBeLessThanOrEqual(ROUNDINGS * 30 * (30 * norm(x) + norm(b)));
        const augmented = matrixRank(array(A.map((row, i) => [...row, b[i]]))).item();
        expect(isSolved({ story })).toBe(augmented === rank);
      }),
      { numRuns: 40 },
    );
  });

  it("draws solutions of right-hand sides at 1/2 from b", () => {
    const A = [
      [2, 3],
      [2.1, 3.3],
    ];
    const b = [5, 5.4];
    const { shaken, stretches } = compute({ A, b });
    for (const [k, first] of shaken?.[0].entries() ?? []) {
      const reached = times(A, [first, shaken?.[1][k] ?? Number.NaN]);
      expect(Math.abs(norm([reached[0] - b[0], reached[1] - b[1]]) - 0.5)).toBeLessThanOrEqual(
        (stretches[0] / stretches[1]) * ROUNDINGS * norm(b),
      );
    }
    expect(shaken?.[0]).toHaveLength(64);
  });

  it("says which kind of system it is", () => {
    const told = (A: number[][], b: number[]): string => lesson.caption(compute({ A, b }), { A, b, picture: "rows" });
    const flat = [
      [1, 2],
      [2, 4],
    ];
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(told(flat, [2, 4])).toBe(
      "The columns of A lie on one line, and so does b: there are infinitely many solutions.",
    );
    expect(told(flat, [2, 5])).toBe("The columns of A lie on one line, and b does not: there is no solution.");
    expect(told(none, [0, 0])).toContain("are all zero, and so is b");
    expect(told(none, [0, 1])).toContain("are all zero, and b is not");
    expect(told([...flat.slice(0, 1), [2, 4.001]], [1, 1])).toContain("A is nearly singular");
  });
});
