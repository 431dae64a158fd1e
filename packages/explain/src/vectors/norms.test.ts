import { ShapeError, array, ones } from "@linnet/core";
import { matrixNorm, svdvals, vectorNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, arrayOf, integers } from "../testing.js";
import { norms } from "./norms.js";

const vectors = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 8 });
const floats = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300, min: -1e300 }), {
  minLength: 1,
  maxLength: 8,
});
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([m, n]) => integers(m, n));

const valueOf = (story: ReturnType<typeof norms>, name: string): number => story.results[name][0][0].value;

/** n + 4 roundings: of the sum, of the root, and of the scaling. */
const within = (a: number, b: number, n: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(2 * (n + 4) * UNIT * Math.abs(b) + Number.MIN_VALUE);

describe("norms of a vector", () => {
  it("end with linalg's, exactly and in floats of any size", () => {
    fc.assert(
      fc.property(fc.oneof(vectors, floats), (x) => {
        const story = norms(x);
        const a = array(x, { dtype: "float64" });
        within(vectorNorm(a, { ord: 1 }).item(), valueOf(story, "‖x‖₁"), x.length);
        within(vectorNorm(a).item(), valueOf(story, "‖x‖₂"), x.length);
        expect(vectorNorm(a, { ord: Infinity }).item()).toBe(valueOf(story, "‖x‖∞"));
      }),
    );
  });

  it("are exact, roots and all", () => {
    fc.assert(
      fc.property(vectors, (x) => {
        const story = norms(x);
        const squares = x.reduce((sum, entry) => sum + entry * entry, 0);
        const { value, text } = story.results["‖x‖₂"][0][0];
        within(value, Math.sqrt(squares), 0);
        expect(text.includes("√")).toBe(!Number.isInteger(Math.sqrt(squares)));
        expect(valueOf(story, "‖x‖₁")).toBe(x.reduce((sum, entry) => sum + Math.abs(entry), 0));
      }),
    );
  });

  it("tell the way along the axes, the length and the largest", () => {
    const story = norms([3, -4]);
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Add up the sizes of the entries",
      "Add up the squares, and take the root",
      "Take the largest size",
      "Compare them",
    ]);
    expect(story.steps[1].latex).toBe("\\|\\mathbf{x}\\|_2 = \\sqrt{3^2 + 4^2} = 5");
    expect(story.steps[3].why).toBe(
      "4 ≤ 5 ≤ 7: they are always in this order. Of 2 entries, ‖x‖₁ is at most √n·‖x‖₂, and that at most n·‖x‖∞: a vector that is small in one norm is small in all.",
    );
  });

  it("keep squares in the range of floats", () => {
    const sentence =
      "The squares leave the range of float64; the entries are divided by the largest first, and the root is multiplied by it.";
    for (const size of [1e200, 1e-200, -1e200]) {
      const story = norms([3 * size, 4 * size]);
      within(valueOf(story, "‖x‖₂"), 5 * Math.abs(size), 2);
      expect(story.steps[1].why).toContain(sentence);
    }
    expect(norms([3, 4.5]).steps[1].why).not.toContain(sentence);
    expect(norms([0, 0.5 - 0.5], { arithmetic: "float64" }).steps[1].why).not.toContain(sentence);
  });
});

describe("norms of a matrix", () => {
  it("end with linalg's, and hold its 2-norm between them", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const story = norms(rows);
        const a = arrayOf(rows);
        const n = rows.length * rows[0].length;
        expect(matrixNorm(a, { ord: 1 }).item()).toBe(valueOf(story, "‖A‖₁"));
        expect(matrixNorm(a, { ord: Infinity }).item()).toBe(valueOf(story, "‖A‖∞"));
        within(matrixNorm(a).item(), valueOf(story, "‖A‖F"), n);
        const [most] = svdvals(a).toArray() as number[];
        const slack = 1 + 30 * n * UNIT;
        expect(most).toBeLessThanOrEqual(valueOf(story, "‖A‖F") * slack);
        expect(most ** 2).toBeLessThanOrEqual(valueOf(story, "‖A‖₁") * valueOf(story, "‖A‖∞") * slack ** 2);
        const rank = Math.min(rows.length, rows[0].length);
        expect(valueOf(story, "‖A‖F")).toBeLessThanOrEqual(most * Math.sqrt(rank) * slack);
      }),
    );
  });

  it("tell which column and which row", () => {
    const story = norms(
      array([
        [1, -2],
        [3, 4],
      ]),
    );
    expect(story.title).toBe("Norms of a matrix");
    expect(story.steps.slice(0, 2).map(({ why }) => why)).toEqual([
      "Column 2 has it: 6. By that factor, and no more, A can stretch a vector in the 1-norm: the unit vector along axis 2, which A takes to that column, is stretched so.",
      "Row 2 has it: 7. By that factor, and no more, A can stretch a vector in the ∞-norm: x with the signs of row 2 is stretched so.",
    ]);
    expect(story.results["‖A‖F"][0][0].text).toBe("√30");
  });

  it("refuse what is neither", () => {
    expect(() => norms(ones([1, 2, 3]))).toThrow(
      new ShapeError("explain.norms", "x must be a vector or a matrix", { x: [1, 2, 3] }),
    );
    expect(() => norms([])).toThrow(
      new ShapeError("explain.norms", "x must be a vector of 1 to 16 entries", { x: [0] }),
    );
  });
});
