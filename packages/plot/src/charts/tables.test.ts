import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, textsOf } from "../fixtures/read-svg.js";
import { confusionPlot } from "./confusion-plot.js";
import { heatmap } from "./heatmap.js";
import { imageGrid } from "./image-grid.js";
import { contrast, parseHex } from "../theme/ramp.js";

const nan = Number.NaN;

describe("heatmap", () => {
  it("draws a cell for each value, the first row at the top, with its value and the colours of the ramp", () => {
    const { svg } = heatmap(array([[0, 1, 2], [3, 4, 5]]), { theme: "light" }); // prettier-ignore
    const [cells] = marksNamed(svg, "cell");
    expect(cells.elements).toHaveLength(6);
    expect(attributeOf(cells.elements[0], "fill")).toBe("#440154");
    expect(attributeOf(cells.elements[5], "fill")).toBe("#FDE725");
    const ys = cells.elements.map((cell) => Number(attributeOf(cell, "y")));
    expect(ys[0]).toBeLessThan(ys[3]);
    expect(marksNamed(svg, "text").some(({ texts }) => texts.join() === "0,1,2,3,4,5")).toBe(true);
  });

  it("has zero in the middle of a diverging ramp", () => {
    const { svg } = heatmap([[-1, 0, 3]], { ramp: "diverging" });
    expect(attributeOf(marksNamed(svg, "cell")[0].elements[1], "fill")).toBe("#F7F7F7");
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["−3", "3"]));
  });

  it("is one image where cells are many, scaled without blurring", () => {
    const { svg } = heatmap(Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (__, j) => i - j)));
    expect(marksNamed(svg, "cell")).toEqual([]);
    expect(svg.match(/<image class="linnet-cells"[^>]*image-rendering="pixelated"/g)).toHaveLength(1);
  });

  it("shows cells that are not finite in grey and counts them", () => {
    const { svg } = heatmap([[1, nan], [Infinity, 2]], { theme: "light" }); // prettier-ignore
    const [cells] = marksNamed(svg, "cell");
    expect(cells.elements.map((cell) => attributeOf(cell, "fill")).slice(1, 3)).toEqual(["#c5ccd3", "#c5ccd3"]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["2 cells are not finite (grey).", "NaN", "∞"]));
  });

  it("gives a constant the middle of the ramp", () => {
    const { svg } = heatmap([[2, 2]]);
    expect(attributeOf(marksNamed(svg, "cell")[0].elements[0], "fill")).toBe("#21918C");
  });

  it.each(["viridis", "cividis", "gray", "diverging"] as const)(
    "writes on every colour of %s in contrast 4.5 or more, on NaN too, in both themes",
    (ramp) => {
      for (const theme of ["light", "dark"] as const) {
        const row = Array.from({ length: 256 }, (_, i) => (i === 255 ? nan : i - 127));
        const { svg } = heatmap([row], { ramp, theme, values: true });
        const [cells] = marksNamed(svg, "cell");
        const words = marksNamed(svg, "text").find(({ texts }) => texts.length === 256);
        const fills = cells.elements.map((cell) => attributeOf(cell, "fill") ?? "");
        const inks = (words?.elements ?? [])
          .filter((tag) => tag.startsWith("<text"))
          .map((tag) => attributeOf(tag, "fill") ?? "");
        expect([fills.length, inks.length]).toEqual([256, 256]);
        for (const [k, fill] of fills.entries())
          expect(contrast(parseHex(fill), parseHex(inks[k]))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it("writes whole numbers in full, others to three digits, and neither where values are turned off", () => {
    const written = (matrix: number[][], options = {}) => marksNamed(heatmap(matrix, options).svg, "text").find(({ texts }) => texts.length === 3)?.texts; // prettier-ignore
    expect(written([[1234, -56789, nan]])).toEqual(["1234", "−56789", "NaN"]);
    expect(written([[1234, -0.056789, 1]])).toEqual(["1230", "−0.0568", "1"]);
    expect(written([[12345678, 1, 2]])).toEqual(["1.23e7", "1", "2"]);
    expect(written([[1, 2, 3]], { values: false })).toBeUndefined();
  });

  it("tells where the least and the greatest value are, by their names", () => {
    expect(heatmap([[1, 5], [-2, nan]], { rowLabels: ["a", "b"] }).description).toBe(
      "A table of 2 rows and 2 columns in colours from −2 to 5. The least is −2 at row b, column 0; the greatest 5 at row a, column 1.",
    ); // prettier-ignore
    expect(heatmap([[3, 4]]).description).toContain(
      "1 row and 2 columns in colours from 3 to 4. The least is 3 at column 0;",
    );
    expect(heatmap([[3], [4]]).description).toContain("The least is 3 at row 0; the greatest 4 at row 1."); // prettier-ignore
    expect(heatmap([[3, 3]]).description).toContain("All values are 3.");
  });

  it("keeps a column from becoming a tower, and a row from becoming a thread", () => {
    const column = heatmap(Array.from({ length: 8 }, (_, i) => [i]));
    const row = heatmap([Array.from({ length: 100 }, (_, i) => i)]);
    expect(column.height).toBeLessThan(1.5 * column.width);
    expect(row.height).toBeGreaterThan(100);
    expect(marksNamed(column.svg, "text").some(({ texts }) => texts.join() === "0,1,2,3,4,5,6,7")).toBe(true);
  });

  it("thins names that would hide each other", () => {
    const names = Array.from({ length: 60 }, (_, i) => `item ${i}`);
    const { svg } = heatmap(names.map((_, i) => names.map((__, j) => i * j)), { width: 320, rowLabels: names, columnLabels: names }); // prettier-ignore
    for (const side of ["x", "y"]) {
      const [{ texts }] = marksNamed(svg, `${side}-axis-tick-label`);
      expect(texts.length).toBeLessThan(40);
      expect(texts[0]).toBe("item 0");
    }
  });

  it("never takes a value's colour for one of the theme's", () => {
    const { svg } = heatmap([[-1, -2 / 3, 2 / 3, 1]], { ramp: "diverging" }); // stops at the theme's blue and vermillion
    const rules = svg.slice(svg.indexOf("<style>"), svg.indexOf("</style>"));
    for (const cell of marksNamed(svg, "cell")[0].elements) expect(rules).not.toContain(attributeOf(cell, "fill"));
  });

  it.each([
    ["nothing", () => heatmap([]), ShapeError, "heatmap: matrix must have two axes; got matrix [0]."],
    ["one axis", () => heatmap(array([1])), ShapeError, "heatmap: matrix must have two axes; got matrix [1]."],
    ["only NaN", () => heatmap([[nan, nan]]), ValueError, "heatmap: matrix must hold a finite value; got NaN only."],
    ["a range of nothing", () => heatmap([[1]], { range: [1, 1] }), ValueError, "heatmap: range must be two finite numbers, the lower first; got [1, 1]."], // prettier-ignore
    ["values in too many cells", () => heatmap(Array.from({ length: 33 }, () => new Float32Array(33)), { values: true }), ValueError, "heatmap: values can be written in at most 1024 cells; got 1089. Leave values out."], // prettier-ignore
    ["too few labels", () => heatmap([[1, 2]], { columnLabels: ["a"] }), ShapeError, "heatmap: columnLabels must have 2 names, one each; got columnLabels [1]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("confusionPlot", () => {
  const counts = [[8, 2], [0, 5]]; // prettier-ignore

  it("colours each count by its share of the row, and blanks zeros", () => {
    const { svg } = confusionPlot(array(counts, { dtype: "int32" }), { labels: ["cat", "dog"] });
    const [blank, heat] = marksNamed(svg, "cell");
    expect(blank.elements).toHaveLength(4);
    const opacities = heat.elements.map((cell) => Number(attributeOf(cell, "fill-opacity")));
    expect(opacities).toEqual([0.8, 0.2, 1].map((share) => expect.closeTo(0.08 + 0.92 * share, 10)));
    expect(marksNamed(svg, "text").some(({ texts }) => texts.join() === "8,2,5")).toBe(true);
    for (const text of ["accuracy 86.7 % (13 of 15)", "cat", "dog", "↓ true", "predicted →"])
      expect(textsOf(svg)).toContain(text);
  });

  it("tells the accuracy and the most frequent mistake", () => {
    expect(confusionPlot(counts, { labels: ["cat", "dog"] }).description).toBe(
      "A table of true classes (rows) against predicted classes (columns): accuracy 86.7 % (13 of 15). " +
        "The most frequent mistake is cat taken for dog, 2 times.",
    );
    expect(confusionPlot([[1]]).description).toContain("There is no mistake.");
  });

  it("writes counts in full, and says 100 % only where nothing is wrong", () => {
    const { svg } = confusionPlot([[123456, 1], [0, 7]]); // prettier-ignore
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["123456", "accuracy 99.9 % (123463 of 123464)"]));
  });

  it("draws a class that never occurs, and a hundred classes", () => {
    expect(marksNamed(confusionPlot([[3, 0], [0, 0]]).svg, "cell")[1].elements).toHaveLength(1); // prettier-ignore
    const large = Array.from({ length: 100 }, (_, i) => Array.from({ length: 100 }, (__, j) => (i === j ? 9 : 0)));
    expect(marksNamed(confusionPlot(large).svg, "cell")[1].elements).toHaveLength(100);
  });

  it.each([
    [
      "a rectangle",
      () => confusionPlot([[1, 2]]),
      ShapeError,
      "confusionPlot: matrix must be square; got matrix [1, 2].",
    ],
    ["negative counts", () => confusionPlot([[1, 0], [-1, 2]]), ValueError, "confusionPlot: matrix must hold counts; got -1 at index 2."], // prettier-ignore
    ["NaN", () => confusionPlot([[nan]]), ValueError, "confusionPlot: matrix must hold counts; got NaN at index 0."],
    [
      "only zeros",
      () => confusionPlot([[0]]),
      ValueError,
      "confusionPlot: matrix must count something; got zeros only.",
    ],
    ["too many labels", () => confusionPlot([[1]], { labels: ["a", "b"] }), ShapeError, "confusionPlot: labels must have 1 names, one each; got labels [2]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("imageGrid", () => {
  const board = [[0, 1], [1, 0]]; // prettier-ignore

  it("draws an image for each, in rows, with names below", () => {
    const { svg } = imageGrid([board, board, board], { columns: 2, labels: ["a", "b", "c"] });
    const images = [...svg.matchAll(/<image [^>]*>/g)].map(([tag]) => tag);
    const [x, y] = ["x", "y"].map((name) => images.map((tag) => Number(attributeOf(tag, name))));
    expect(images).toHaveLength(3);
    expect([x[0] < x[1], x[2] === x[0], y[1] === y[0], y[2] > y[0]]).toEqual([true, true, true, true]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["a", "b", "c"]));
    expect(new Set(images.map((tag) => attributeOf(tag, "href"))).size).toBe(1);
  });

  it("shares one range, so that images can be compared", () => {
    const { svg } = imageGrid([[[0, 1]], [[0, 2]]]);
    expect(new Set([...svg.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).size).toBe(2);
  });

  it("draws constant images and pixels that are NaN", () => {
    expect(imageGrid([[[3, 3]], [[3, nan]]]).svg.match(/<image /g)).toHaveLength(2);
  });

  it.each([
    ["one image", () => imageGrid(array(board)as never), ShapeError, "imageGrid: images must have three axes; got images [2, 2]."], // prettier-ignore
    ["only NaN", () => imageGrid([[[nan]]]), ValueError, "imageGrid: images must hold a finite value; got NaN only."],
    ["half a column", () => imageGrid([board], { columns: 0.5 }), ValueError, "imageGrid: columns must be a whole number from 1 to 100; got 0.5."], // prettier-ignore
    ["a crowd", () => imageGrid(Array.from({ length: 401 }, () => board)), ValueError, "imageGrid: images must be at most 400; got 401. Take some of them: images.slice(':400')."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
