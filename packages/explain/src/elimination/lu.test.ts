import { type NDArray, ValueError, abs, array, matmul, take, tril, triu } from "@linnet/core";
import { inv, lu as factor } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Explanation } from "../story/explanation.js";
import { arrayOf, assertWithin, firstOrder, gamma, integers, result, sizes, squares } from "../testing.js";
import { lu } from "./lu.js";

/** Whether some pivot had an equal: linalg, which rounds, may take the other one. */
function hasTie({ steps }: Explanation): boolean {
  return steps.some(({ before, highlighted }) => {
    const pivot = highlighted.find(({ side, role }) => side === "before" && role === "pivot");
    if (pivot === undefined || before.p === undefined) return false;
    const { column } = pivot;
    const [largest, next] = before.U.slice(column)
      .map((row) => Math.abs(row[column].value))
      .sort((a, b) => b - a);
    return next > largest * (1 - 1e-9);
  });
}

const rectangles = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([m, n]) => integers(m, n));

describe("lu", () => {
  it("ends with the factors of linalg's lu, to the bound of their sensitivity", () => {
    fc.assert(
      fc.property(squares(5), (rows) => {
        const story = lu(rows);
        const [L, U, a] = [result(story, "L"), result(story, "U"), arrayOf(rows)];
        fc.pre(!hasTie(story) && U.toArray().every((row: number[], i: number) => row[i] !== 0));
        const found = factor(a);
        expect(result(story, "p").reshape([-1]).toArray()).toEqual(found.p.toArray());
        // |ΔL| ≤ |L|·stril(G) and |ΔU| ≤ triu(G)·|U| with G = |L⁻¹|·γₙ|L||U|·|U⁻¹|, to first order (Higham, §9.11).
        const G = sizes(inv(L), L, U, inv(U)).mul(gamma(rows.length));
        assertWithin(found.L, L, firstOrder(matmul(abs(L), tril(G, { k: -1 }))));
        assertWithin(found.U, U, firstOrder(matmul(triu(G), abs(U))));
      }),
    );
  });

  it("is exact: L·U is A in the order p, of matrices of any shape, singular ones too", () => {
    fc.assert(
      fc.property(rectangles, (rows) => {
        const story = lu(rows);
        expect(story.arithmetic).toBe("exact");
        expect(story.result("LU").toArray()).toEqual(story.result("A[p]").toArray());
        const order = array(Int32Array.from(story.results.p, ([{ value }]) => value));
        expect(take(arrayOf(rows), order, { axis: 0 }).toArray()).toEqual(story.result("A[p]").toArray());
        expect(story.results.L.flat().every(({ value }) => Math.abs(value) <= 1)).toBe(true);
      }),
    );
  });

  it("leaves, in floats, no more than 2·γₖ·|L|·|U|", () => {
    fc.assert(
      fc.property(rectangles, (rows) => {
        const story = lu(rows, { arithmetic: "float64" });
        const [L, U]: NDArray[] = [result(story, "L"), result(story, "U")];
        const k = Math.min(rows.length, rows[0].length);
        assertWithin(matmul(L, U), result(story, "A[p]"), sizes(L, U).mul(2 * gamma(k)));
      }),
    );
  });

  it("shows what pivoting is for", () => {
    const a = [
      [1e-4, 1],
      [1, 1],
    ];
    const lost = lu(a, { pivoting: "none", arithmetic: { digits: 3 } });
    expect(lost.result("LU").toArray()).toEqual([
      [1e-4, 1],
      [1, 0],
    ]);
    const kept = lu(a, { arithmetic: { digits: 3 } });
    expect(kept.result("LU").toArray()).toEqual([
      [1, 1],
      [1e-4, 1],
    ]);
    expect(lost.steps.at(-1)?.why).toBe(
      "The entries differ by at most 1.00: that is what rounding has cost. p counts rows from 0, as lu(a).p does.",
    );
  });

  it("tells each exchange and each multiple of a row", () => {
    expect(
      lu([
        [2, 1, 1],
        [4, 3, 3],
        [8, 7, 9],
      ]).steps.map(({ title }) => title),
    ).toEqual([
      "Begin with L = I and U = A",
      "Exchange rows 1 and 3",
      "Subtract 1/2 times row 1 from row 2",
      "Subtract 1/4 times row 1 from row 3",
      "Exchange rows 2 and 3",
      "Subtract 2/3 times row 2 from row 3",
      "L·U is A with its rows in the order p",
    ]);
  });

  it("refuses a zero pivot when rows are not exchanged", () => {
    expect(() =>
      lu(
        [
          [0, 1],
          [1, 0],
        ],
        { pivoting: "none" },
      ),
    ).toThrow(
      new ValueError(
        "explain.lu",
        "a pivot must not be zero when rows are not exchanged",
        "0 at index 0",
        'Use pivoting: "partial".',
      ),
    );
  });
});
