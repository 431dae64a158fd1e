import { describe, expect, it } from "vitest";
import { arange, array, complex, reshape, zeros } from "../index.js";
import { toLatex } from "./latex.js";

describe("toLatex", () => {
  it("writes a matrix row by row, without the blanks and points of print", () => {
    expect(
      toLatex(
        array([
          [1, 2.5],
          [-3, 4],
        ]),
      ),
    ).toBe("\\begin{bmatrix} 1 & 2.5 \\\\ -3 & 4 \\end{bmatrix}");
  });

  it("writes a vector as a row and a number bare", () => {
    expect(toLatex(array([1, 2, 30]))).toBe("\\begin{bmatrix} 1 & 2 & 30 \\end{bmatrix}");
    expect(toLatex(array(0.125))).toBe("0.125");
    expect(toLatex(array(100))).toBe("100");
    expect(toLatex(array([100, 20], { dtype: "int32" }))).toBe("\\begin{bmatrix} 100 & 20 \\end{bmatrix}");
  });

  it("shows the digits that print shows", () => {
    expect(toLatex(array([1 / 3, 10]))).toBe("\\begin{bmatrix} 0.33333333 & 10 \\end{bmatrix}");
  });

  it("writes powers of ten out", () => {
    expect(toLatex(array([1.5e10, -1, 2e-7]))).toBe(
      "\\begin{bmatrix} 1.5 \\times 10^{10} & -1 & 2 \\times 10^{-7} \\end{bmatrix}",
    );
  });

  it("writes complex numbers as sums, each part as a number is", () => {
    expect(toLatex(complex(array([1, -0.5, 0]), array([2.5, -1, 0])))).toBe(
      "\\begin{bmatrix} 1 + 2.5i & -0.5 - 1i & 0 + 0i \\end{bmatrix}",
    );
    expect(toLatex(complex(1e10, array([-2e-7, 3])))).toBe(
      "\\begin{bmatrix} 1 \\times 10^{10} - 2 \\times 10^{-7}i & 1 \\times 10^{10} + 3i \\end{bmatrix}",
    );
    expect(toLatex(complex(-2e-7, array(-Infinity)))).toBe("-2 \\times 10^{-7} - \\infty i");
    expect(toLatex(array([1], { dtype: "complex64" }))).toBe("\\begin{bmatrix} 1 + 0i \\end{bmatrix}");
  });

  it("has words for what is no finite number", () => {
    expect(toLatex(array([NaN, Infinity, -Infinity]))).toBe(
      "\\begin{bmatrix} \\mathrm{NaN} & \\infty & -\\infty \\end{bmatrix}",
    );
    expect(toLatex(array([true, false]))).toBe("\\begin{bmatrix} \\mathrm{true} & \\mathrm{false} \\end{bmatrix}");
  });

  it("puts dots where elements are left out", () => {
    expect(toLatex(reshape(arange(10000), [100, 100])).split(" \\\\ ")).toHaveLength(7);
    expect(toLatex(reshape(arange(10000), [100, 100]))).toContain("\\vdots & \\vdots & \\vdots & \\ddots & \\vdots");
    expect(toLatex(arange(2000).astype("int32"))).toContain("0 & 1 & 2 & \\cdots & 1997");
  });

  it("nests matrices for more than two axes, and brackets nothing for no elements", () => {
    const inner = "\\begin{bmatrix} 0 \\end{bmatrix}";
    expect(toLatex(zeros([2, 1, 1]))).toBe(`\\begin{bmatrix} ${inner} \\\\ ${inner} \\end{bmatrix}`);
    expect(toLatex(zeros([0]))).toBe("\\begin{bmatrix} \\end{bmatrix}");
  });
});
