import { describe, expect, it } from "vitest";
import { latexMath, latexText } from "./latex-text.js";

describe("latexMath", () => {
  it("covers with a root the number, the letter or the parentheses after it", () => {
    expect(latexMath("√30 + √n + √(x·x)")).toBe("\\sqrt{30} + \\sqrt{n} + \\sqrt{x\\cdot x}");
    expect(latexMath("√(∑ᵢ (xᵢ)²)")).toBe("\\sqrt{\\sum _{i} (x_{i})^{2}}");
  });

  it("lowers what says which norm", () => {
    expect(latexMath("‖x‖∞ ≤ ‖x‖₂")).toBe("\\|x\\|_{\\infty } \\le  \\|x\\|_{2}");
    expect(latexMath("‖A‖F/√k")).toBe("\\|A\\|_{F}/\\sqrt{k}");
  });

  it("sets words upright, those next to each other with their spaces, and names operators", () => {
    expect(latexMath("row sums")).toBe("\\mathrm{row\\ sums}");
    expect(latexMath("det A = max")).toBe("\\det  A = \\max");
  });

  it("raises and lowers runs of indices", () => {
    expect(latexMath("(−1)ⁱ⁺ʲ·aᵢⱼ")).toBe("(-1)^{i+j}\\cdot a_{ij}");
  });
});

describe("latexText", () => {
  it("takes norms and roots as whole formulas, and words as they are", () => {
    expect(latexText("√101/2 ≤ ‖x‖∞: 100 % of ‖A‖F")).toBe(
      "$\\sqrt{101}$/2 $\\le$ $\\|x\\|_{\\infty }$: 100 \\% of $\\|A\\|_{F}$",
    );
  });
});
