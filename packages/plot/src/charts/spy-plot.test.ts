import { ShapeError, ValueError, array, complex, eye, fromFunction } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { textsOf } from "../fixtures/read-svg.js";
import { toTerminal } from "../index.js";
import { contrast, parseHex } from "../theme/ramp.js";
import { dark, light } from "../theme/theme.js";
import { type SpyOptions, spyPlot } from "./spy-plot.js";

const nan = Number.NaN;
const told = (matrix: Parameters<typeof spyPlot>[0]) => spyPlot(matrix).description;
const banded = (m: number, n: number, lower: number, upper: number) =>
  fromFunction([m, n], (i, j) => Number(i - j <= lower && j - i <= upper));

describe("spyPlot", () => {
  it("draws a rectangle for each element that is not zero, at its row and column", () => {
    const { svg } = spyPlot([[1, 0, -2], [0, 1e-300, 0]], { theme: "light", width: 600 }); // prettier-ignore
    const [[x0, y0, w], [x1, y1], [x2, y2]] = rectanglesIn(svg);
    expect(rectanglesIn(svg)).toHaveLength(3);
    expect(x1 - x0).toBeCloseTo(2 * (x2 - x0), 1);
    expect([y1 === y0, y2 > y0]).toEqual([true, true]);
    expect(x2 - x0).toBeCloseTo(w + 1, 1); // a line of the surface between neighbours
    expect(y2 - y0).toBeCloseTo(x2 - x0, 1); // square
    expect(textsOf(svg)).toContain("nnz = 3 of 6 (50 %)");
  });

  it.each([
    ["a diagonal", eye(4), "The lower bandwidth is 0, the upper 0: diagonal. The pattern is symmetric."],
    ["three diagonals", banded(5, 5, 1, 1), "The lower bandwidth is 1, the upper 1: tridiagonal. The pattern is symmetric."], // prettier-ignore
    ["two", banded(5, 5, 0, 1), "The lower bandwidth is 0, the upper 1: upper bidiagonal. The pattern is not symmetric."], // prettier-ignore
    ["two below", banded(5, 5, 1, 0), "the upper 0: lower bidiagonal."],
    ["a triangle", banded(5, 5, 4, 0), "The lower bandwidth is 4, the upper 0: lower triangular."],
    ["the other", banded(3, 5, 0, 4), "The lower bandwidth is 0, the upper 4: upper triangular."],
    ["Hessenberg's form", banded(5, 5, 1, 4), "the upper 4: upper Hessenberg."],
    ["its transpose", banded(5, 5, 4, 1), "the upper 1: lower Hessenberg."],
    ["a band", banded(6, 6, 2, 3), "The lower bandwidth is 2, the upper 3. The pattern is not symmetric."],
    ["a rectangle", banded(1, 3, 0, 2), "A matrix of 1 row and 3 columns with 3 of 3 (100 %) elements that are not zero."], // prettier-ignore
    ["zeros", banded(2, 2, -9, -9), "A matrix of 2 rows and 2 columns, all of whose elements are zero."],
  ])("tells the structure of %s", (_, matrix, story) => {
    expect(told(matrix)).toContain(story);
  });

  it("counts what is above a tolerance, in modulus where complex", () => {
    const small = [[1, 1e-12], [-1e-9, 0]]; // prettier-ignore
    expect(textsOf(spyPlot(small, { tolerance: 1e-10 }).svg)).toContain("nnz = 2 of 4 (50 %) above 1e−10 in modulus");
    const z = complex(array([[3, 0]]), array([[4, 5]]));
    expect(spyPlot(z, { tolerance: 4.9 }).description).toContain("2 of 2 (100 %)");
    expect(spyPlot(z, { tolerance: 5 }).description).toBe(
      "A matrix of 1 row and 2 columns, none of whose elements is above 5 in modulus.",
    );
  });

  it("marks NaN in a colour of its own, with a legend and a note; infinity is not zero", () => {
    const { svg, description } = spyPlot([[nan, 0], [Infinity, 1]], { theme: "light" }); // prettier-ignore
    expect(svg).toMatch(/<path d="[^"]*Z" fill="#d55e00"\/>/);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["not zero", "NaN", "1 element is NaN."]));
    expect(description).toContain("with 2 of 4 (50 %) elements that are not zero. 1 element is NaN.");
  });

  it("is one path of runs where there are many cells, and an image where they are scattered", () => {
    const stripes = spyPlot(fromFunction([200, 200], (i) => i % 2)).svg;
    expect(rectanglesIn(stripes)).toHaveLength(100);
    const board = spyPlot(fromFunction([202, 202], (i, j) => (i + j) % 2)).svg;
    expect(rectanglesIn(board)).toHaveLength(0);
    expect(board.match(/<image [^>]*image-rendering="pixelated"/g)).toHaveLength(1);
  });

  it("draws more than 600 rows or columns in blocks that are filled where any element is, and says so", () => {
    const sparse = fromFunction([1201, 5], (i, j) => Number(i === 1200 && j === 4));
    const { svg } = spyPlot(sparse, { width: 600 });
    expect(textsOf(svg)).toContain("Each cell is a block of 3 × 3 elements.");
    expect(textsOf(svg)).toContain("nnz = 1 of 6005 (0.017 %)");
    const [[x, y, width, height], ...others] = rectanglesIn(svg);
    const [, left, top, across, down] = /<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)" fill="none"/.exec(svg)?.map(Number) ?? []; // prettier-ignore
    expect(others).toEqual([]);
    expect(x + width).toBeCloseTo(left + across, 0);
    expect(y + height).toBeLessThanOrEqual(top + down + 0.01);
  });

  it("has image colours that stand out on both surfaces, which an image cannot follow (WCAG 2: 3 to 1)", () => {
    for (const surface of [light.surface, dark.surface]) {
      for (const color of [light.accent, light.second]) {
        expect(contrast(parseHex(color), parseHex(surface))).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it("is drawn in a terminal in blocks", () => {
    expect(toTerminal(spyPlot([[1, 0], [nan, 1]]))).toBe("Nonzero pattern\n██\n??██"); // prettier-ignore
  });

  it.each<[string, unknown, SpyOptions, unknown, string]>([
    ["nothing", [], {}, ShapeError, "spyPlot: matrix must have two axes; got matrix [0]."],
    ["empty rows", [[]], {}, ShapeError, "spyPlot: matrix must not be empty; got matrix [1, 0]."],
    ["one axis", [1, 2], {}, ShapeError, "spyPlot: matrix must have two axes; got matrix [2]."],
    ["ragged rows", [[1, 2], [3]], {}, ShapeError, "spyPlot: rows must have one length; got matrix[0] [2] and matrix[1] [1]."], // prettier-ignore
    ["a negative tolerance", [[1]], { tolerance: -1 }, ValueError, "spyPlot: tolerance must be finite and not negative; got -1."], // prettier-ignore
    ["a tolerance that is NaN", [[1]], { tolerance: nan }, ValueError, "spyPlot: tolerance must be finite and not negative; got NaN."], // prettier-ignore
  ])("refuses %s", (_, value, options, type, message) => {
    expect(() => spyPlot(value as never, options)).toThrow(type as never);
    expect(() => spyPlot(value as never, options)).toThrow(message);
  });
});

/** Left, top, width and height of the rectangles in the paths of the pattern. */
function rectanglesIn(svg: string): number[][] {
  const [, body] = /<g class="linnet-pattern">(.*?)<\/g>/.exec(svg) ?? ["", ""];
  return [...body.matchAll(/M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)/g)].map((found) => found.slice(1).map(Number));
}
