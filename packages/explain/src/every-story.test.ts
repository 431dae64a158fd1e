import { renderToString } from "katex";
import { describe, expect, it } from "vitest";
import * as explain from "./index.js";
import type { Explanation, Story } from "./index.js";

// What holds of every story: one call at least of each, and of each ending that it may have.

/** Rows of numerals: `"1 2; 3 4"`. */
function rows(text: string): string[][] {
  return text.split(";").map((row) => row.trim().split(" "));
}

/** A vector of numerals: `"1 2"`. */
function vector(text: string): string[] {
  return text.split(" ");
}

const layers = [{ weight: rows("1 2; -1 1"), bias: [1, 0] }, { weight: [[1, -1]] }];
const plane = rows("1 2 0; 1 2 1; 1 2 3");
const narrow = rows("1 1; 1e-4 0; 0 1e-4");
const float32 = { arithmetic: "float32" } as const;
const digits = { arithmetic: { digits: 3 } } as const;

const calls: Readonly<Record<string, () => Explanation>> = {
  "norms of a vector": () => explain.norms(vector("3 -4 1/2")),
  "norms of a long vector": () => explain.norms(Array.from({ length: 16 }, (_, i) => 1e300 * i)),
  "norms of a matrix": () => explain.norms(rows("1 -2; 3 4")),
  dot: () => explain.dot(vector("1 2 -2"), vector("3 1 0")),
  "dot of a zero vector": () => explain.dot([1, 2], [0, 0]),
  cross: () => explain.cross([1, 2, 3], [4, 5, -6]),
  "cross in digits": () => explain.cross([1.01, 0.777, 1.33], [1.17, 0.333, 0.919], digits),
  "matmul by entries": () => explain.matmul(rows("1 -2/3"), rows("3; 4")),
  "matmul by columns": () => explain.matmul(rows("1 2"), rows("3; 4"), { by: "columns" }),
  "matmul by outer products": () => explain.matmul(rows("1 2"), rows("3; 4"), { by: "outer" }),
  lu: () => explain.lu(rows("2 1 1; 4 3 3; 8 7 9")),
  "lu in floats": () => explain.lu(rows("1e-9 1e20; 1 1"), float32),
  "lu without pivoting": () => explain.lu(rows("1e-4 1; 1 1"), { pivoting: "none", ...digits }),
  rowReduce: () => explain.rowReduce(rows("0 2 1; 4 3 3")),
  "rowReduce of zeros": () => explain.rowReduce(rows("0 0")),
  solve: () => explain.solve(rows("2 1; 1 3"), [3, 5]),
  "solve without a solution": () => explain.solve(rows("1 2; 2 4"), [1, 3]),
  "solve with many solutions": () => explain.solve(rows("1 2; 2 4"), [1, 2]),
  determinant: () => explain.determinant(rows("0 1 2 3; 1 1/2 3 4; 2 3 -1 1; 1 1 1 1")),
  "determinant of a singular matrix": () => explain.determinant(rows("1 2 3; 2 4 6; 1 0 1")),
  "determinant in digits": () => explain.determinant(rows("7 3; 2 1"), digits),
  "determinant of one entry": () => explain.determinant(rows("-5")),
  inverse: () => explain.inverse(rows("0 2; 1 -3")),
  "inverse in floats": () => explain.inverse(rows("0.1 0.7; 0.3 0.2"), float32),
  "inverse of a singular matrix": () => explain.inverse(rows("1 2; 2 4")),
  projection: () => explain.projection(rows("1 0; 1 1; 1 2"), [6, 0, 0]),
  "projection on dependent columns": () => explain.projection(plane, [6, 0, 0]),
  "projection on a point": () => explain.projection(rows("0; 0"), [3, 4]),
  "projection in floats": () => explain.projection(narrow, [2, 1, 3], float32),
  leastSquares: () => explain.leastSquares(rows("1 0; 1 1; 1 2"), [6, 0, 0]),
  "leastSquares of dependent columns": () => explain.leastSquares(plane, [6, 0, 0]),
  "leastSquares in floats": () => explain.leastSquares(narrow, vector("2 1e-4 1e-4"), float32),
  "leastSquares of zeros": () => explain.leastSquares(rows("0; 0"), [3, 4]),
  "independence of dependent columns": () => explain.independence(rows("1 2 0 1; 1 2 1 -1; 0 0 2 -4")),
  "independence of independent columns": () => explain.independence(rows("1 2; 3 4")),
  "independence of zeros": () => explain.independence(rows("0 0")),
  changeOfBasis: () => explain.changeOfBasis(rows("1 1; 1 -1"), rows("1 1; 0 1"), { coordinates: [2, 1] }),
  "changeOfBasis to none": () => explain.changeOfBasis(rows("1 0; 0 1"), rows("1 2; 2 4")),
  "changeOfBasis from none": () => explain.changeOfBasis(rows("1 2; 2 4"), rows("1 0; 0 1")),
  "changeOfBasis of other spans": () => explain.changeOfBasis(rows("1; 1"), rows("1; 2")),
  gramSchmidt: () => explain.gramSchmidt(rows("1 1; 1 0; 0 1"), { variant: "classical" }),
  "gramSchmidt, compared": () => explain.gramSchmidt(rows("1 1; 1e-8 0; 0 1e-8"), { variant: "compare" }),
  "qr by reflections": () => explain.qr(rows("3 1 2; 4 2 0")),
  "qr by reflections in floats": () => explain.qr(rows("0 1; 0 2; 0 2"), { arithmetic: "float64" }),
  "qr by rotations": () => explain.qr(rows("1 1; 1 0; 0 1"), { variant: "givens" }),
  cholesky: () => explain.cholesky(rows("4 2; 2 3")),
  "cholesky of an indefinite matrix": () => explain.cholesky(rows("1 2; 2 1")),
  "eigen of a symmetric matrix": () => explain.eigen(rows("2 1; 1 1")),
  "eigen of a turn": () => explain.eigen(rows("1 -2 0; 3 1 0; 0 0 1/2")),
  "eigen of a cubic in floats": () => explain.eigen(rows("0 0 1; 1 0 1; 0 1 0")),
  "eigen by power iteration": () => explain.eigen(rows("2 1; 1 3"), { method: "power", steps: 2 }),
  "eigen by rotations": () => explain.eigen(rows("2 1; 1 3"), { method: "jacobi" }),
  "eigen by sweeps": () =>
    explain.eigen(
      Array.from({ length: 5 }, (_, i) => [1, 2, 3, 4, 5].map((j) => 1 / (i + j))),
      { method: "jacobi" },
    ),
  "eigen by the QR iteration": () => explain.eigen(rows("0 0 0 1; 1 0 0 2; 0 1 0 0; 0 0 1 3")),
  svd: () => explain.svd(rows("3 0; 4 5")),
  "svd in floats": () => explain.svd(rows("1 2; 3 4; 5 6.5")),
  covariance: () => explain.covariance(rows("1 2; 3 5; 5 4")),
  "covariance of a constant column": () => explain.covariance(rows("1 2; 1 5"), { ddof: 0 }),
  pca: () =>
    explain.pca(
      Array.from({ length: 30 }, (_, i) => [i, Math.sin(i), i % 3]),
      { components: 2 },
    ),
  "convolution of vectors": () => explain.convolution([1, 2, 3], vector("1 -1/2"), { mode: "same" }),
  "convolution of images": () =>
    explain.convolution(rows("1 2 0; 3 4 1"), rows("1 0; 0 -1"), { padding: 1, stride: 2 }),
  gradientDescent: () => explain.gradientDescent(rows("2 1; 1 3"), [3, 5], { steps: 2 }),
  "gradientDescent with a fixed step": () => explain.gradientDescent([[2]], [3], { step: "1/4", arithmetic: "exact" }),
  forward: () => explain.forward([[1, 2]], layers, { activation: "sigmoid" }),
  backward: () => explain.backward([[1, 2]], [[1]], layers),
  "backward of cross-entropy": () =>
    explain.backward([[1, 2]], [0], layers, { loss: "crossEntropy", activation: "tanh" }),
};
const stories = Object.entries(calls).map(([name, tell]): [string, Explanation] => [name, tell()]);

describe("the list", () => {
  it("has every story that the package exports", () => {
    const told = new Set(stories.map(([, { story }]) => story));
    const functions = Object.entries(explain).filter(([, value]) => typeof value === "function");
    const names = functions.map(([name]) => name).filter((name) => !/^render|^[A-Z]/.test(name));
    expect([...told].sort()).toEqual(names.sort());
  });
});

describe.each(stories)("%s", (_name, story) => {
  it("is plain data, which survives JSON and a structured clone", () => {
    const copy = JSON.parse(JSON.stringify(story)) as Story;
    expect(explain.renderText(copy)).toBe(String(story));
    expect(explain.renderMarkdown(copy)).toBe(story.toMarkdown());
    expect(explain.renderLatex(structuredClone(story))).toBe(story.toLatex());
    const crossed: Story = structuredClone(story);
    expect(crossed).toEqual({ ...story.toJSON() });
    expect(crossed.results).toBe(crossed.steps[crossed.steps.length - 1].after);
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
    for (const formula of new Set(formulas)) expect(() => renderToString(formula, options)).not.toThrow();
  });

  it("says of each step what is done and why, in whole sentences, and ends with results", () => {
    for (const { title, why, latex } of story.steps) {
      expect(title).toMatch(/^[^a-z].*[^.]$/u);
      expect(why).toMatch(/^[^a-z].*[.]$|^[a-z](?:[^a-z].*)?[.]$/u); // a name of one letter may begin it
      expect(latex).not.toBe("");
    }
    expect(String(story)).not.toMatch(/undefined|NaN|\[object/);
    expect(Object.keys(story.results)).not.toEqual([]);
  });

  it("points at entries that are there", () => {
    for (const { before, after, highlighted } of story.steps) {
      for (const { side, matrix, row, column } of highlighted) {
        expect((side === "before" ? before : after)[matrix][row]?.[column]).toBeDefined();
      }
    }
  });
});
