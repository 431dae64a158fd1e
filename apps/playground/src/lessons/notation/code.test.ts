import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { isChosen } from "./is-chosen.js";

const row = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer());
const given = fc.record({
  A: fc.tuple(row, row, row),
  i: fc.integer({ min: 1, max: 3 }),
  j: fc.integer({ min: 1, max: 4 }),
});

describe("notation", () => {
  it("takes the parts that the picture marks", () => {
    fc.assert(
      fc.property(given, (inputs) => {
        const { A, i, j } = inputs;
        const { entry, row, column, part, transposed } = compute(inputs);
        const marked = (code: string): number[] =>
          A.flatMap((values, r) => values.filter((_, c) => isChosen(code, r, c, i, j)));
        expect(marked("entry")).toEqual([entry]);
        expect(marked("row")).toEqual(row);
        expect(marked("column")).toEqual(column);
        expect(marked("slice")).toEqual(part.flat());
        expect(transposed.map((values) => values[i - 1])).toEqual(row);
      }),
      { numRuns: 50 },
    );
  });
});
