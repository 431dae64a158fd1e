import { ShapeError, ValueError, array, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, textsOf } from "../fixtures/read-svg.js";
import type { ShadesSketch } from "../sketch.js";
import { correlationPlot } from "./correlation-plot.js";

const people = { height: [1.6, 1.7, 1.8, 1.9], weight: [55, 70, 68, 90], shoe: [45, 42, 41, 38] };
const cellsOf = (svg: string) => marksNamed(svg, "cell")[0].elements.map((tag) => attributeOf(tag, "fill"));
/** Correlations as the terminal's picture has them, on [0, 1]. */
const drawn = (figure: ReturnType<typeof correlationPlot>) =>
  Array.from((figure.sketch as ShadesSketch).values, (share) => 2 * share - 1);

describe("correlationPlot", () => {
  it("computes Pearson's correlations of columns, with two decimals in each cell", () => {
    const figure = correlationPlot(people);
    const r = (a: number[], b: number[]) => {
      const [ma, mb] = [a, b].map((v) => v.reduce((s, x) => s + x, 0) / v.length);
      const dot = (u: number[], mu: number, v: number[], mv: number) =>
        u.reduce((s, x, i) => s + (x - mu) * (v[i] - mv), 0);
      return dot(a, ma, b, mb) / Math.sqrt(dot(a, ma, a, ma) * dot(b, mb, b, mb));
    };
    const columns = Object.values(people);
    const expected = columns.flatMap((a) => columns.map((b) => r(a, b)));
    for (const [k, value] of drawn(figure).entries()) expect(value).toBeCloseTo(expected[k], 12);
    expect(textsOf(figure.svg)).toEqual(expect.arrayContaining(["1.00", "0.92", "−0.98", "height", "weight", "shoe"]));
    expect(figure.description).toBe(
      "Pearson correlations over 4 rows of 3 columns in colours from −1 to 1. The strongest positive one is between height " +
        "and weight (0.92). The strongest negative one is between height and shoe (−0.98).",
    );
  });

  it("colours from −1 to 1 whatever there is, white at zero", () => {
    const cells = cellsOf(correlationPlot([[1, 0, -1], [0, 1, 0.5], [-1, 0.5, 1]]).svg); // prettier-ignore
    expect(cells.slice(0, 3)).toEqual(["#003E66", "#F7F7F7", "#8A3A00"]);
    expect(cells).toHaveLength(9);
  });

  it("takes rank correlations, which no monotone function of a column changes", () => {
    const bent = { height: people.height.map(Math.exp), weight: people.weight, shoe: people.shoe };
    for (const method of ["spearman", "kendall"] as const) {
      expect(drawn(correlationPlot(bent, { method }))).toEqual(drawn(correlationPlot(people, { method })));
      expect(correlationPlot(people, { method }).description.toLowerCase()).toContain(
        `${method} correlations over 4 rows`,
      );
    }
    expect(drawn(correlationPlot(people, { method: "spearman" }))[1]).toBeCloseTo(0.8, 12);
  });

  it("takes a table, and says which rows and columns it leaves out", () => {
    const columns = {
      ...people,
      height: array([1.6, Number.NaN, 1.8, 1.9]),
      flat: [1, 1, 1, 1],
      kind: ["a", "b", "a", "b"],
    };
    const { svg } = correlationPlot({
      columns: { kind: columns.kind, height: columns.height, flat: array(columns.flat) },
    });
    const notes = textsOf(svg).join(" ");
    expect(notes).toContain("1 row is not finite and is left out.");
    expect(notes).toContain("A column of text is not drawn: kind.");
    expect(notes).toContain("flat is constant, without correlations (grey).");
    expect(cellsOf(svg)).toEqual(["#003E66", "#c5ccd3", "#c5ccd3", "#c5ccd3"]);
  });

  it("draws one column, columns without a pair that is correlated, and a matrix with a hole", () => {
    expect(cellsOf(correlationPlot({ a: [1, 2] }).svg)).toHaveLength(1);
    expect(correlationPlot([[1, 0], [0, 1]]).description).toContain("No pair of columns is correlated."); // prettier-ignore
    const holed = correlationPlot([[1, Number.NaN], [Number.NaN, 1]], { names: ["a", "b"] }); // prettier-ignore
    expect(textsOf(holed.svg)).toContain("2 cells are not finite (grey).");
  });

  it("does not overflow, and keeps names of ten columns", () => {
    const x = random(3).normal([30, 10]);
    const ten = Object.fromEntries(
      Array.from({ length: 10 }, (_, j) => [`a long name of column ${j}`, x.slice(":", j).mul(1e200)]),
    );
    expect(cellsOf(correlationPlot(ten, { width: 900 }).svg)).toHaveLength(100);
    expect(correlationPlot(ten, { names: "abcdefghij".split("") }).description).toMatch(/between [a-j] and [a-j] \(/);
  });

  it.each([
    ["a table without names", () => correlationPlot([[1, 2, 3], [3, 4, 5]]), ShapeError, "correlationPlot: a matrix of correlations must be square; got matrix [2, 3]. Pass correlations, or columns by name: { height: [ … ], weight: [ … ] }."], // prettier-ignore
    ["covariances", () => correlationPlot([[4, 1], [1, 9]]), ValueError, "correlationPlot: correlations must lie in [−1, 1]; got 4 at [0, 0]."], // prettier-ignore
    ["a lopsided matrix", () => correlationPlot([[1, 0.5], [0.4, 1]]), ValueError, "correlationPlot: correlations must be symmetric; got 0.5 at [0, 1] and 0.4 across."], // prettier-ignore
    ["one axis", () => correlationPlot(array([1, 2])), ShapeError, "correlationPlot: matrix must have two axes; got matrix [2]."], // prettier-ignore
    ["nothing", () => correlationPlot({}), ValueError, "correlationPlot: data must have a column of numbers; got 0 columns. Pass { a: [ … ], b: [ … ] }, for example."], // prettier-ignore
    ["one row", () => correlationPlot({ a: [1, Number.NaN], b: [2, 3] }), ShapeError, "correlationPlot: there must be at least two rows without missing values; got rows [1]. A correlation needs two rows."], // prettier-ignore
    ["columns of two lengths", () => correlationPlot({ a: [1], b: [2, 3] }), ShapeError, "correlationPlot: columns must have one length; got a [1] and b [2]."], // prettier-ignore
    ["too few names", () => correlationPlot(people, { names: ["a"] }), ShapeError, "correlationPlot: names must have 3 names, one each; got names [1]."], // prettier-ignore
    ["another method", () => correlationPlot(people, { method: "cosine" as "pearson" }), ValueError, 'correlationPlot: method must be one of pearson, spearman, kendall; got "cosine".'], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
