import { ShapeError } from "@linnet/core";
import { changeOfBasis as change, cond, matrixNorm, matrixRank } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { changeOfBasis } from "./change-of-basis.js";

const bases = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => fc.tuple(integers(n, n), integers(n, n), integers(1, n)))
  .filter(([a, b]) => [a, b].every((rows) => matrixRank(arrayOf(rows)).item() === rows.length));

describe("changeOfBasis", () => {
  it("ends with linalg's matrix, to the sensitivity of B·C = A (Higham, Theorem 7.2)", () => {
    fc.assert(
      fc.property(bases, ([a, b]) => {
        const [A, B] = [arrayOf(a), arrayOf(b)];
        const C = result(changeOfBasis(a, b), "C");
        // QR of B is backward stable to 8n²·u; its error, and that of A, are magnified by κ
        const n = a.length;
        const bound = 4 * cond(B).item() * 8 * n * n * UNIT * matrixNorm(C).item();
        assertWithin(change(A, B), C, bound);
      }),
    );
  });

  it("is exact: B·C is A, one vector has both coordinates, and the way back undoes it", () => {
    fc.assert(
      fc.property(bases, ([a, b, [x]]) => {
        const there = changeOfBasis(a, b, { coordinates: x });
        expect(there.result("B·C").toArray()).toEqual(a);
        expect(there.results["A·x"]).toEqual(there.results["B·(C·x)"]);
        const y = there.results["C·x"].map(([{ text }]) => text);
        const back = changeOfBasis(b, a, { coordinates: y });
        expect(back.results["C·x"].map(([{ text }]) => text)).toEqual(x.map(String));
      }),
    );
  });

  it("goes between bases of a plane in space, and says when the spans differ", () => {
    const plane = changeOfBasis(
      [
        [1, 1],
        [1, -1],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 2],
        [0, 0],
      ],
      { arithmetic: "float64" },
    );
    expect(plane.result("C").toArray()).toEqual([
      [1, 1],
      [0.5, -0.5],
    ]);
    const other = changeOfBasis([[1], [1]], [[1], [2]]);
    expect(other.steps.at(-1)?.title).toBe("The spans differ");
    expect(other.steps.at(-1)?.why).toBe(
      "What is left of column 1 of A below row 1 is not zero: the column does not lie in the span of B, and has no coordinates there.",
    );
    expect(Object.keys(other.results)).toEqual(["BA"]);
  });

  it("says when one of them is no basis", () => {
    const [good, bad] = [
      [
        [1, 1],
        [0, 1],
      ],
      [
        [1, 2],
        [2, 4],
      ],
    ];
    const to = changeOfBasis(good, bad).steps.at(-1);
    expect([to?.title, to?.why]).toEqual([
      "B is no basis",
      "Column 2 of B is a combination of the columns before it. What lies in the span has many coordinates, or none.",
    ]);
    const from = changeOfBasis(bad, good).steps.at(-1);
    expect([from?.title, from?.why]).toEqual([
      "A is no basis",
      "Column 2 of C, and so of A, is a combination of the columns before it: vectors of the span have many coordinates in A, and C has no inverse.",
    ]);
    expect(changeOfBasis([[1]], [[0]]).steps.at(-1)?.why).toMatch(/^Column 1 of B is zero\./);
    expect(changeOfBasis([[1, 2]], [[1, 1]]).steps.at(-1)?.title).toBe("B is no basis");
  });

  it("refuses bases of different shapes, and too few coordinates", () => {
    expect(() => changeOfBasis([[1]], [[1], [2]])).toThrow(
      new ShapeError("explain.changeOfBasis", "a and b must have one shape", { a: [1, 1], b: [2, 1] }),
    );
    expect(() => changeOfBasis([[1]], [[1]], { coordinates: [1, 2] })).toThrow(
      new ShapeError("explain.changeOfBasis", "coordinates must have 1 entries, as many as a has columns", {
        coordinates: [2],
      }),
    );
  });
});
