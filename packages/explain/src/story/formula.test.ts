import { describe, expect, it } from "vitest";
import { exact } from "../arithmetic/exact.js";
import { latexDeterminant, latexFactor, latexList, latexProducts, latexSum } from "./formula.js";

const { add, div, read, sqrt, write } = exact;

describe("formulas with numbers", () => {
  it("subtract what begins with a sign, and leave out the middle of long sums", () => {
    expect(latexSum(["-1", "2", "-\\frac{1}{2}"])).toBe("-1 + 2 - \\frac{1}{2}");
    expect(latexSum(["1", "2", "3", "4", "5", "6", "-7"])).toBe("1 + 2 + 3 + \\cdots - 7");
    expect(latexList(["1", "2", "3", "4", "5", "6", "-7"])).toBe("1, 2, 3, \\dots, -7");
  });

  it("put factors in parentheses where a sign would be read with another", () => {
    expect(latexFactor(write(read(-2)))).toBe("(-2)");
    expect(latexFactor(write(sqrt(read(8))))).toBe("2\\sqrt{2}");
    expect(latexFactor(write(add(read(1), sqrt(read(5)))))).toBe("(1 + \\sqrt{5})");
    expect(latexFactor(write(div(add(read(1), sqrt(read(5))), read(2))))).toBe("\\frac{1 + \\sqrt{5}}{2}");
    expect(latexProducts(exact, [read(1), read(-2)], [read(-3), read("1/2")])).toBe(
      "1 \\cdot (-3) + (-2) \\cdot \\frac{1}{2}",
    );
  });

  it("write determinants between bars", () => {
    expect(
      latexDeterminant(exact, [
        [read(1), read(2)],
        [read(3), read(4)],
      ]),
    ).toBe("\\begin{vmatrix} 1 & 2 \\\\ 3 & 4 \\end{vmatrix}");
  });
});
