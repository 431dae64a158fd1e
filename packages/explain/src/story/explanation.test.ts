import { ValueError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import * as explain from "../index.js";
import type { Story } from "../index.js";

describe("Explanation", () => {
  it("is told as text by String and by console.log in Node", () => {
    const story = explain.matmul([[2]], [[3]]);
    const text = [
      "Matrix product, entry by entry (exact)",
      "",
      "1. Multiply row 1 of A by column 1 of B",
      "   Entry (1, 1) of C measures row 1 of A against column 1 of B: the products of their entries,",
      "   added up.",
      "   cᵢⱼ = ∑ₖ aᵢₖ·bₖⱼ",
      "",
      "   A = [ ‹2›]   B = [ ‹3›]   C = [ · ] → [ ‹6›]",
    ].join("\n");
    expect(String(story)).toBe(text);
    const inspect = Reflect.get(story, Symbol.for("nodejs.util.inspect.custom")) as () => string;
    expect(inspect()).toBe(text);
  });

  it("is told as Markdown and as LaTeX", () => {
    const story = explain.matmul([[-2]], [["1/3"]]);
    expect(story.toMarkdown()).toBe(
      [
        "# Matrix product, entry by entry",
        "",
        "Arithmetic: exact.",
        "",
        "## 1. Multiply row 1 of A by column 1 of B",
        "",
        "Entry (1, 1) of C measures row 1 of A against column 1 of B: the products of their entries, added up.",
        "",
        "`cᵢⱼ = ∑ₖ aᵢₖ·bₖⱼ`",
        "",
        "$$\nc_{11} = (-2) \\cdot \\frac{1}{3} = -\\frac{2}{3}\n$$",
        "",
        "$$\nA = \\begin{bmatrix} \\underline{-2} \\end{bmatrix}\n$$",
        "",
        "$$\nB = \\begin{bmatrix} \\underline{\\frac{1}{3}} \\end{bmatrix}\n$$",
        "",
        "$$\nC = \\begin{bmatrix} \\cdot \\end{bmatrix} \\to \\begin{bmatrix} \\mathbf{-\\frac{2}{3}} \\end{bmatrix}\n$$",
        "",
      ].join("\n"),
    );
    expect(story.toLatex()).toContain("\\[ c_{ij} = \\sum _{k} a_{ik}\\cdot b_{kj} \\]");
  });

  it("gives its results as arrays, by name", () => {
    const story = explain.lu([
      [4, 3],
      [2, 1],
    ]);
    expect(story.result("U").toArray()).toEqual([
      [4, 3],
      [0, -0.5],
    ]);
    expect(() => story.result("Q")).toThrow(new ValueError("result", "name must be one of p, L, U, LU, A[p]", "Q"));
  });

  it("never tells what is no number", () => {
    expect(() => explain.gradientDescent([[1]], [1], { step: 1e300, steps: 5 })).toThrow(
      new ValueError(
        "explain",
        "numbers must stay in the range of float64",
        "NaN",
        "Scale them first, or take shorter steps.",
      ),
    );
  });

  it("has JSON without what only this run knows: an entry not known yet is null", () => {
    const { steps } = JSON.parse(JSON.stringify(explain.matmul([[2]], [[3]]))) as Story;
    expect(steps[0].before.C).toEqual([[{ value: null, text: "·", latex: "\\cdot" }]]);
  });
});

describe("renderers", () => {
  const hostile: Story = {
    story: "x",
    title: "# a_b <b>$x$</b> `c` [d](e) \\input{f} 100 % & | ~ ^ {g}",
    arithmetic: "exact",
    steps: [{ title: "*t*", why: "# w", rule: "`r`", before: {}, after: {}, highlighted: [], latex: "x" }],
    results: {},
  };

  it("take no word for a command of Markdown or HTML", () => {
    const [title] = explain.renderMarkdown(hostile).split("\n");
    expect(title).toBe(
      "# \\# a\\_b &lt;b&gt;\\$x\\$&lt;/b&gt; \\`c\\` \\[d\\](e) \\\\input{f} 100 % &amp; \\| \\~ ^ {g}",
    );
    expect(explain.renderMarkdown(hostile)).toContain("\n\n\\# w\n\n`'r'`\n\n");
  });

  it("take no word for a command of LaTeX", () => {
    const [title] = explain.renderLatex(hostile).split("\n");
    expect(title).toBe(
      "\\section*{\\# a\\_b $<$b$>$\\$x\\$$<$/b$>$ `c` [d](e) \\textbackslash{}input\\{f\\} 100 \\% \\& $|$ " +
        "\\textasciitilde{} \\textasciicircum{} \\{g\\} (exact)}",
    );
  });

  it("leave out the middle of large matrices", () => {
    const pca = explain.pca(
      Array.from({ length: 30 }, (_, i) => [i, Math.sin(i), i % 3]),
      { components: 2 },
    );
    const text = String(pca);
    expect(text).toContain("⋮");
    expect(pca.toLatex()).toContain("\\vdots");
    expect(pca.result("X").shape).toEqual([30, 3]); // the data have it all
  });
});
