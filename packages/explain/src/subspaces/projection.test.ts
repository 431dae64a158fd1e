import { type NDArray, ShapeError, array, eye } from "@linnet/core";
import { cond, distanceToSpan, project, projection as projector, svdvals, vectorNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { projection } from "./projection.js";

type Told = ReturnType<typeof projection>;

const texts = (story: Told, name: string): string[][] => story.results[name].map((row) => row.map(({ text }) => text));
const problems = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([m, n]) => fc.tuple(integers(m, n, 3), integers(1, m)))
  .map(([rows, [b]]): [number[][], number[]] => [rows, b]);

/** s₁/sᵣ: the largest singular value over the least that is not zero. */
function condition(rows: number[][]): number {
  const values: number[] = svdvals(arrayOf(rows)).toArray() as number[];
  return values[0] / Math.min(...values.filter((s) => s > 1e-9 * values[0]));
}

describe("projection", () => {
  it("ends with what linalg projects, to κ·‖ΔA‖/‖A‖ of the SVD (Wedin's theorem)", () => {
    fc.assert(
      fc.property(problems, ([rows, b]) => {
        fc.pre(rows.flat().some((entry) => entry !== 0));
        const story = projection(rows, b);
        const [a, right] = [arrayOf(rows), array(b)];
        const [m, n] = [rows.length, rows[0].length];
        const bound = 2 * condition(rows) * 30 * (m + n) * UNIT; // LAPACK's bound of the singular vectors
        const length: number = vectorNorm(right).item();
        assertWithin(project(a, right), result(story, "p").reshape([-1]), bound * length);
        assertWithin(projector(a), result(story, "P"), bound);
        assertWithin(distanceToSpan(a, right) as NDArray, result(story, "distance").reshape([]), bound * length);
      }),
    );
  });

  it("is exact: e is orthogonal to the columns, P is symmetric, and what P projects stays where it is", () => {
    fc.assert(
      fc.property(problems, ([rows, b]) => {
        const story = projection(rows, b);
        const told = story.steps
          .at(-2)
          ?.after.Aᵀe.flat()
          .map(({ text }) => text);
        expect(told).toEqual(rows[0].map(() => "0"));
        const P = texts(story, "P");
        P.forEach((row, i) => expect(row).toEqual(P.map((other) => other[i])));
        const [first] = P;
        expect(texts(projection(rows, first), "p").flat()).toEqual(first);
        expect(texts(projection(rows, texts(story, "p").flat()), "distance")).toEqual([["0"]]);
      }),
    );
  });

  it("in floats, pays with κ² for the normal equations (Golub & Van Loan, §5.3.2)", () => {
    fc.assert(
      fc.property(problems, ([rows, b]) => {
        const [m, n] = [rows.length, rows[0].length];
        const exact = projection(rows, b);
        fc.pre(m >= n && exact.steps.every(({ title }) => !title.endsWith("no pivot")));
        const kappa: number = cond(arrayOf(rows)).item();
        const bound = 8 * (m + n) * n * UNIT * kappa ** 2 * Math.hypot(...b);
        assertWithin(result(projection(rows, b, { arithmetic: "float64" }), "p"), result(exact, "p"), bound);
      }),
    );
  });

  it("tells a projection on a line", () => {
    const story = projection([[1], [2]], [3, 4]);
    expect(story.title).toBe("Projection on a line");
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Look for the point of the span that is nearest to b",
      "Form the normal equations",
      "Divide row 1 by 5",
      "Read off c",
      "Combine the columns",
      "What is left of b is orthogonal to the span",
      "One matrix projects every vector",
    ]);
    expect(texts(story, "p")).toEqual([["11/5"], ["22/5"]]);
    expect(texts(story, "distance")).toEqual([["2√5/5"]]);
  });

  it("leaves dependent columns out, and says when nothing is left of b", () => {
    const dependent = [
      [1, 2, 0],
      [1, 2, 1],
    ];
    const story = projection(dependent, [5, 7]);
    expect(story.result("c").toArray()).toEqual([[5], [0], [2]]);
    expect(story.steps.find(({ title }) => title === "Column 2 has no pivot")?.why).toBe(
      "Column 2 of A is a combination of the columns before it: it adds nothing to the span, and its coefficient in c may be chosen.",
    );
    expect(story.steps.at(-2)?.why).toBe("Nothing is left: b lies in the span, and p is b.");
    expect(story.steps.at(-1)?.why).toMatch(/A stands for its independent columns here\.$/);
    expect(story.result("P").toArray()).toEqual(eye(2).toArray());
    const point = projection([[0], [0]], [3, 4]);
    expect([point.title, texts(point, "distance")]).toEqual(["Projection on a point", [["5"]]]);
  });

  it("refuses a b of another length", () => {
    expect(() => projection([[1], [2]], [1])).toThrow(
      new ShapeError("explain.projection", "rows 2 of a and 1 of b differ", { a: [2, 1], b: [1] }),
    );
  });
});
