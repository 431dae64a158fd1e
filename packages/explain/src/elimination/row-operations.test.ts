import { describe, expect, it } from "vitest";
import { exact } from "../arithmetic/exact.js";
import { divisionOf, exchangeOf, subtractionOf } from "./row-operations.js";

const entry = (x: number | string): ReturnType<typeof exact.write> => exact.write(exact.read(x));

describe("operations on rows", () => {
  it("are told with the sign in words, and without a factor 1", () => {
    const told = (m: number | string): readonly string[] => {
      const { title, latex } = subtractionOf(entry(m), 0, 2);
      return [title, latex];
    };
    expect(told("1/2")).toEqual([
      "Subtract 1/2 times row 1 from row 3",
      "R_{3} \\leftarrow R_{3} - \\frac{1}{2} \\, R_{1}",
    ]);
    expect(told(-3)).toEqual(["Add 3 times row 1 to row 3", "R_{3} \\leftarrow R_{3} + 3 \\, R_{1}"]);
    expect(told(1)).toEqual(["Subtract row 1 from row 3", "R_{3} \\leftarrow R_{3} - R_{1}"]);
    expect(told(-1)).toEqual(["Add row 1 to row 3", "R_{3} \\leftarrow R_{3} + R_{1}"]);
  });

  it("keep sums of a number and a root together", () => {
    const m = exact.add(exact.read(-1), exact.sqrt(exact.read(5)));
    expect(subtractionOf(exact.write(m), 0, 1)).toMatchObject({
      title: "Subtract -1+√5 times row 1 from row 2",
      latex: "R_{2} \\leftarrow R_{2} - (-1 + \\sqrt{5}) \\, R_{1}",
    });
    const half = exact.div(m, exact.read(2));
    expect(subtractionOf(exact.write(half), 0, 1).latex).toBe(
      "R_{2} \\leftarrow R_{2} - \\frac{-1 + \\sqrt{5}}{2} \\, R_{1}",
    );
  });

  it("divide by numbers, and change signs", () => {
    expect(divisionOf(entry(2), 1).latex).toBe("R_{2} \\leftarrow R_{2} / 2");
    expect(divisionOf(entry("-1/2"), 1)).toMatchObject({
      title: "Divide row 2 by -1/2",
      latex: "R_{2} \\leftarrow R_{2} / \\left(-\\frac{1}{2}\\right)",
    });
    expect(divisionOf(entry(-1), 1)).toMatchObject({
      title: "Change the signs of row 2",
      latex: "R_{2} \\leftarrow -R_{2}",
    });
  });

  it("exchange", () => {
    expect(exchangeOf(0, 2)).toMatchObject({
      title: "Exchange rows 1 and 3",
      latex: "R_{1} \\leftrightarrow R_{3}",
    });
  });
});
