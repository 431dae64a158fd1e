import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";
import { lesson } from "./lesson.js";

/** Of a few products of numbers as large as the inputs, each rounded. */
const ROUNDINGS = 100 * Number.EPSILON;

const entry = fc.integer({ min: -9, max: 9 });
const rowsOf = (m: number, n: number) =>
  fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: m, maxLength: m });
const projection = fc.constantFrom(1, 2).chain((n) =>
  fc.record({
    task: fc.constant("project" as const),
    A: rowsOf(n + 1, n),
    b: fc.array(entry, { minLength: n + 1, maxLength: n + 1 }),
    points: fc.constant([]),
  }),
);
const fit = fc.integer({ min: 2, max: 8 }).chain((m) =>
  fc.record({
    task: fc.constant("fit" as const),
    A: rowsOf(2, 1),
    b: rowsOf(1, 2).map(([b]) => b),
    points: rowsOf(m, 2),
  }),
);

const columnsOf = ({ task, A, points }: Inputs): readonly (readonly number[])[] =>
  task === "fit" ? points.map(([x]) => [1, x]) : A;

describe("projections", () => {
  it("leaves what is orthogonal to every column, as nothing nearer would", () => {
    fc.assert(
      fc.property(fc.oneof(projection, fit), (inputs: Inputs) => {
        const { rest, nearest } = compute(inputs);
        const columns = columnsOf(inputs);
        const size = Math.hypot(...columns.flat()) * (Math.hypot(...rest) + Math.hypot(...nearest) + 1);
        for (const j of columns[0].keys()) {
          const along = columns.reduce((sum, row, i) => sum + row[j] * rest[i], 0);
          expect(Math.abs(along)).toBeLessThanOrEqual(ROUNDINGS * size);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("computes the nearest point that is told", () => {
    fc.assert(
      fc.property(fc.oneof(projection, fit), (inputs: Inputs) => {
        const { story, nearest, rest } = compute(inputs);
        const told = story.steps.flatMap(({ after }) => (after["e"] === undefined ? [] : [after["e"]]));
        const e = told[told.length - 1].map(([{ value }]) => value);
        const size = Math.hypot(...nearest, ...rest) + 1;
        for (const [i, value] of e.entries()) expect(Math.abs(rest[i] - value)).toBeLessThanOrEqual(ROUNDINGS * size);
      }),
      { numRuns: 50 },
    );
  });

  it("says what there is to say of zero columns, dependent ones and points above each other", () => {
    const caption = (inputs: Partial<Inputs>): string => {
      const all: Inputs = { task: "project", A: [[4], [2]], b: [2, 4], points: [], ...inputs };
      return lesson.caption(compute(all), all);
    };
    expect(caption({})).toContain("Nearest to b is p = (3.2, 1.6), 2.6833 away");
    expect(caption({ A: [[0], [0]] })).toContain("The columns of A span the origin alone.");
    expect(
      caption({
        A: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        b: [3, 0, 2],
      }),
    ).toContain("The columns of A span a line.");
    expect(
      caption({
        task: "fit",
        points: [
          [0, 1],
          [1, 3],
          [2, 5],
        ],
      }),
    ).toBe("The line y = 1 + 2·x is the best: the squares of what is left sum to 0.");
    expect(
      caption({
        task: "fit",
        points: [
          [1, -2],
          [1, 0],
          [1, 3],
        ],
      }),
    ).toContain("All points stand at the same x");
  });
});
