import { type NDArray, array, eye } from "@linnet/core";
import { inv, matrixRank } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, assertWithin, firstOrder, gamma, integers, result, sizes, squares } from "../testing.js";
import { rowReduce } from "./row-reduce.js";

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([m, n]) => integers(m, n, 3)); // small numbers make many singular ones

describe("rowReduce", () => {
  it("ends with as many pivots as linalg's rank, exactly and in floats", () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom("exact" as const, "float64" as const), (rows, arithmetic) => {
        const { results } = rowReduce(rows, { arithmetic });
        expect(results.pivots?.[0].length ?? 0).toBe(matrixRank(arrayOf(rows)).item());
      }),
    );
  });

  it("ends with the inverse beside the identity: that of linalg, to γ₃ₙ·|A⁻¹|·|L|·|U|·|A⁻¹|", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const n = rows.length;
        const story = rowReduce(rows.map((row, i) => [...row, ...eye(n).toArray()[i]]));
        fc.pre(story.results.pivots[0].every(({ value }, i) => value === i));
        const right: NDArray = result(story, "R").slice(":", `${n}:`);
        const a = arrayOf(rows);
        // |L||U| ≤ n·max|U| ≤ n·2ⁿ⁻¹·max|A| with partial pivoting (Higham, §9.3 and §14.3)
        const growth = array(
          rows.map((row) => row.map(() => n * 2 ** (n - 1) * Math.max(...rows.flat().map(Math.abs)))),
        );
        assertWithin(inv(a), right, firstOrder(sizes(right, growth, right).mul(gamma(3 * n))));
      }),
    );
  });

  it("is in reduced form, and reducing it again changes nothing", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const { results } = rowReduce(rows);
        const again = rowReduce(results.R.map((row) => row.map(({ text }) => text)));
        expect(again.results).toEqual(results);
        (results.pivots?.[0] ?? []).forEach(({ value: j }, i) =>
          expect(results.R.map((row) => row[j].value)).toEqual(rows.map((_, k) => (k === i ? 1 : 0))),
        );
      }),
    );
  });

  it("calls zero, in floats, what is no larger than rounding", () => {
    const story = rowReduce([
      [0.1, 0.2],
      [0.3, 0.6],
    ]); // 0.6 − 3·0.2 is not 0 in doubles
    expect(story.results.pivots[0]).toHaveLength(1);
    expect(story.result("R").toArray()).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  it("tells a matrix of zeros", () => {
    const story = rowReduce([[0, 0]]);
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Begin with R = A",
      "Column 1 has no pivot",
      "Column 2 has no pivot",
      "The rank is 0",
    ]);
    expect(Object.keys(story.results)).toEqual(["R"]);
  });
});
