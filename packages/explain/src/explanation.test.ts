import { ValueError } from "@linnet/core";
import { renderToString } from "katex";
import { describe, expect, it } from "vitest";
import * as explain from "./index.js";
import type { Explanation, Story } from "./index.js";

const layers = [
  {
    weight: [
      [1, 2],
      [-1, 1],
    ],
    bias: [1, 0],
  },
  { weight: [[1, -1]] },
];
const stories: readonly (readonly [string, Explanation])[] = [
  ["matmul by entries", explain.matmul([[1, "-2/3"]], [[3], [4]])],
  ["matmul by columns", explain.matmul([[1, 2]], [[3], [4]], { by: "columns" })],
  ["matmul by outer products", explain.matmul([[1, 2]], [[3], [4]], { by: "outer" })],
  [
    "lu",
    explain.lu([
      [2, 1, 1],
      [4, 3, 3],
      [8, 7, 9],
    ]),
  ],
  [
    "lu in floats",
    explain.lu(
      [
        [1e-9, 1e20],
        [1, 1],
      ],
      { arithmetic: "float32" },
    ),
  ],
  [
    "rowReduce",
    explain.rowReduce([
      [0, 2, 1],
      [4, 3, 3],
    ]),
  ],
  [
    "solve",
    explain.solve(
      [
        [2, 1],
        [1, 3],
      ],
      [3, 5],
    ),
  ],
  [
    "solve of a singular system",
    explain.solve(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 3],
    ),
  ],
  [
    "determinant",
    explain.determinant([
      [0, 1, 2, 3],
      [1, "1/2", 3, 4],
      [2, 3, -1, 1],
      [1, 1, 1, 1],
    ]),
  ],
  [
    "determinant of a singular matrix",
    explain.determinant([
      [1, 2, 3],
      [2, 4, 6],
      [1, 0, 1],
    ]),
  ],
  [
    "inverse",
    explain.inverse([
      [2, 1],
      [1, 3],
    ]),
  ],
  [
    "inverse of a singular matrix",
    explain.inverse([
      [1, 2],
      [2, 4],
    ]),
  ],
  [
    "projection",
    explain.projection(
      [
        [1, 2, 0],
        [1, 2, 1],
        [1, 2, 3],
      ],
      [6, 0, 0],
    ),
  ],
  [
    "leastSquares",
    explain.leastSquares(
      [
        [1, 2, 0],
        [1, 2, 1],
        [1, 2, 3],
      ],
      [6, 0, 0],
    ),
  ],
  [
    "independence",
    explain.independence([
      [1, 2, 0, 1],
      [1, 2, 1, 3],
      [0, 0, 2, 4],
    ]),
  ],
  [
    "changeOfBasis",
    explain.changeOfBasis(
      [
        [1, 1],
        [1, -1],
      ],
      [
        [1, 1],
        [0, 1],
      ],
      { coordinates: [2, 1] },
    ),
  ],
  ["norms of a vector", explain.norms([3, -4, "1/2"])],
  [
    "norms of a matrix",
    explain.norms([
      [1, -2],
      [3, 4],
    ]),
  ],
  ["dot", explain.dot([1, 2, -2], [3, 1, 0])],
  ["cross", explain.cross([1, 2, 3], [4, 5, -6])],
  [
    "gramSchmidt",
    explain.gramSchmidt(
      [
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      { variant: "classical" },
    ),
  ],
  [
    "eigen of a symmetric matrix",
    explain.eigen([
      [2, 1],
      [1, 1],
    ]),
  ],
  [
    "eigen of a turn",
    explain.eigen([
      [1, -2, 0],
      [3, 1, 0],
      [0, 0, "1/2"],
    ]),
  ],
  [
    "eigen of a cubic in floats",
    explain.eigen([
      [0, 0, 1],
      [1, 0, 1],
      [0, 1, 0],
    ]),
  ],
  [
    "eigen by power iteration",
    explain.eigen(
      [
        [2, 1],
        [1, 3],
      ],
      { method: "power", steps: 2 },
    ),
  ],
  [
    "eigen by rotations",
    explain.eigen(
      [
        [2, 1],
        [1, 3],
      ],
      { method: "jacobi" },
    ),
  ],
  [
    "eigen by sweeps",
    explain.eigen(
      Array.from({ length: 5 }, (_, i) => [1, 2, 3, 4, 5].map((j) => 1 / (i + j))),
      { method: "jacobi" },
    ),
  ],
  [
    "eigen by the QR iteration",
    explain.eigen([
      [0, 0, 0, 1],
      [1, 0, 0, 2],
      [0, 1, 0, 0],
      [0, 0, 1, 3],
    ]),
  ],
  [
    "svd",
    explain.svd([
      [3, 0],
      [4, 5],
    ]),
  ],
  [
    "svd in floats",
    explain.svd([
      [1, 2],
      [3, 4],
      [5, 6.5],
    ]),
  ],
  [
    "gramSchmidt, compared",
    explain.gramSchmidt(
      [
        [1, 1],
        [1e-8, 0],
        [0, 1e-8],
      ],
      { variant: "compare" },
    ),
  ],
  [
    "qr by reflections",
    explain.qr([
      [3, 1, 2],
      [4, 2, 0],
    ]),
  ],
  [
    "qr by reflections in floats",
    explain.qr(
      [
        [0, 1],
        [0, 2],
        [0, 2],
      ],
      { arithmetic: "float64" },
    ),
  ],
  [
    "qr by rotations",
    explain.qr(
      [
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      { variant: "givens" },
    ),
  ],
  [
    "cholesky",
    explain.cholesky([
      [4, 2],
      [2, 3],
    ]),
  ],
  [
    "cholesky of an indefinite matrix",
    explain.cholesky([
      [1, 2],
      [2, 1],
    ]),
  ],
  [
    "covariance",
    explain.covariance([
      [1, 2],
      [3, 5],
      [5, 4],
    ]),
  ],
  [
    "covariance of a constant column",
    explain.covariance(
      [
        [1, 2],
        [1, 5],
      ],
      { ddof: 0 },
    ),
  ],
  ["convolution of vectors", explain.convolution([1, 2, 3], [1, "-1/2"], { mode: "same" })],
  [
    "convolution of images",
    explain.convolution(
      [
        [1, 2, 0],
        [3, 4, 1],
      ],
      [
        [1, 0],
        [0, -1],
      ],
      { padding: 1, stride: 2 },
    ),
  ],
  [
    "pca",
    explain.pca(
      Array.from({ length: 30 }, (_, i) => [i, Math.sin(i), i % 3]),
      { components: 2 },
    ),
  ],
  [
    "gradientDescent",
    explain.gradientDescent(
      [
        [2, 1],
        [1, 3],
      ],
      [3, 5],
      { steps: 2 },
    ),
  ],
  ["gradientDescent with a fixed step", explain.gradientDescent([[2]], [3], { step: "1/4", arithmetic: "exact" })],
  ["forward", explain.forward([[1, 2]], layers, { activation: "sigmoid" })],
  ["backward", explain.backward([[1, 2]], [[1]], layers)],
  ["backward of cross-entropy", explain.backward([[1, 2]], [0], layers, { loss: "crossEntropy", activation: "tanh" })],
];

describe.each(stories)("%s", (_name, story) => {
  it("is plain data, which survives JSON and a structured clone", () => {
    const copy = JSON.parse(JSON.stringify(story)) as Story;
    expect(explain.renderText(copy)).toBe(String(story));
    expect(explain.renderMarkdown(copy)).toBe(story.toMarkdown());
    expect(explain.renderLatex(structuredClone(story))).toBe(story.toLatex());
  });

  it("prints lines of up to 96 columns, each step under its number", () => {
    const lines = String(story).split("\n");
    expect(lines.filter((line) => [...line].length > 96)).toEqual([]);
    story.steps.forEach(({ title }, i) => expect(lines).toContain(`${i + 1}. ${title}`));
  });

  it("is LaTeX in ASCII, with braces and brackets in pairs and every symbol known", () => {
    const latex = story.toLatex();
    expect(latex).toMatch(/^[\n -~]*$/);
    expect(latex).not.toContain("?");
    const depth = [...latex.replaceAll(/\\[\\{}]/g, "")].reduce(
      (d, c) => (d < 0 ? d : d + Number(c === "{") - Number(c === "}")),
      0,
    );
    expect(depth).toBe(0);
    expect(latex.split("\\[").length).toBe(latex.split("\\]").length);
  });

  it("is Markdown whose formulas are closed", () => {
    expect(
      story
        .toMarkdown()
        .split("\n")
        .filter((line) => line === "$$").length % 2,
    ).toBe(0);
  });

  it("has formulas that KaTeX reads, in its steps, in Markdown and in LaTeX", () => {
    const [markdown, latex] = [story.toMarkdown(), story.toLatex()];
    const formulas = [
      ...story.steps.map((step) => step.latex),
      ...Array.from(markdown.matchAll(/^\$\$\n([^]*?)\n\$\$$/gm), ([, formula]) => formula),
      ...Array.from(latex.matchAll(/^\\\[ (.*) \\\]$/gm), ([, formula]) => formula),
      ...Array.from(latex.matchAll(/(?<!\\)\$(.*?)(?<!\\)\$/g), ([, formula]) => formula),
    ];
    expect(formulas.length).toBeGreaterThanOrEqual(3 * story.steps.length);
    const options = { displayMode: true, throwOnError: true, strict: "error" } as const;
    for (const formula of formulas) expect(() => renderToString(formula, options)).not.toThrow();
  });

  it("points at entries that are there", () => {
    for (const { before, after, highlighted } of story.steps) {
      for (const { side, matrix, row, column } of highlighted) {
        expect((side === "before" ? before : after)[matrix][row]?.[column]).toBeDefined();
      }
    }
  });
});

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
    const [, pca] = stories.find(([name]) => name === "pca") ?? stories[0];
    const text = String(pca);
    expect(text).toContain("⋮");
    expect(pca.toLatex()).toContain("\\vdots");
    expect(pca.result("X").shape).toEqual([30, 3]); // the data have it all
  });
});
