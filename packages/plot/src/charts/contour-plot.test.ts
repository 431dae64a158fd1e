import { DTypeError, ShapeError, ValueError, array, complex, linspace } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { textsOf } from "../fixtures/read-svg.js";
import { toTerminal } from "../index.js";
import { type ContourOptions, contourPlot } from "./contour-plot.js";

const nan = Number.NaN;
const at = linspace(-1, 1, 21);
const bowl = at.toArray().map((y) => at.toArray().map((x) => x * x + y * y));

describe("contourPlot", () => {
  it("draws a path for each level with its value, in a plane of equal units", () => {
    const { svg } = contourPlot(array(bowl), { x: at, y: at, levels: [0.25, 1], width: 600 });
    const paths = [...svg.matchAll(/<path d="([^"]*)" stroke-opacity/g)].map(([, d]) => d);
    expect(paths).toHaveLength(2);
    const spans = paths.map((d) => {
      const points = d.slice(1, -1).split(/[ML]/).map((point) => point.split(",").map(Number)); // prettier-ignore
      const [x, y] = [0, 1].map((k) => points.map((point) => point[k]));
      return [x, y].map((values) => Math.max(...values) - Math.min(...values));
    });
    for (const [across, up] of spans) expect(across / up).toBeCloseTo(1, 2);
    expect(spans[0][0] / spans[1][0]).toBeCloseTo(0.5, 2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["0.25", "1", "x →", "↑ y"]));
  });

  it("tells the grid, the extremes, the levels and the path", () => {
    expect(contourPlot(bowl, { x: at, y: at, levels: 4, path: [[1, 1], [0, 0.5]] }).description).toBe(
      "Contour lines of a function on a grid of 21 rows and 21 columns, across from −1 to 1 and upwards from −1 to 1. " +
        "Its values go from 0, at (0, 0), to 2. Lines at 0.5, 1 and 1.5. A path of 2 points goes from (1, 1) to (0, 0.5).",
    ); // prettier-ignore
    expect(contourPlot([[0, 1], [0, 1]], { levels: [0.5] }).description).toContain("A line at 0.5."); // prettier-ignore
  });

  it("draws the path from a ring to a dot, and what leaves the frame as far as it goes", () => {
    const svg = contourPlot(bowl, { x: at, y: at, path: [[0.5, 0.5], [0.2, 0], [1e9, 1e9]], theme: "light" }).svg; // prettier-ignore
    const [, path] = /<g class="linnet-path"[^>]*>(.*?)<\/g>/.exec(svg) ?? ["", ""];
    expect(path.match(/<circle/g)).toHaveLength(2); // the ring and the middle; the end is outside
    for (const [, number] of path.matchAll(/[ML,]([\d.-]+)/g)) expect(Number(number)).toBeLessThan(600);
    expect(contourPlot(bowl, { path: [[1, 1]] }).svg.match(/class="linnet-path"/g)).toHaveLength(1);
  });

  it("counts what is not finite, and says where there is no line", () => {
    const { svg, description } = contourPlot([[0, 1], [1, nan], [3, 4]], { path: [[nan, 0], [0, 0]] }); // prettier-ignore
    expect(textsOf(svg).join(" ")).toContain("1 value is not finite and has no lines about it. 1 step is not finite");
    expect(description).toContain("No line.");
    expect(textsOf(contourPlot([[1, 1], [1, 1]]).svg)).toContain("All values are 1: there is no line."); // prettier-ignore
  });

  it("keeps its frame where one side is much longer than the other", () => {
    const { svg, height } = contourPlot([[0, 1], [1, 2]], { y: [0, 1000] }); // prettier-ignore
    expect(height).toBeLessThan(450);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["1000", "1.0"]));
  });

  it("is drawn in a terminal in shades, upwards", () => {
    expect(toTerminal(contourPlot([[0, 0], [1, 1]]))).toBe("Contour lines\n████\n"); // prettier-ignore
  });

  const square = [[1, 2], [3, 4]]; // prettier-ignore
  it.each<[string, unknown, ContourOptions, unknown, string]>([
    ["nothing", [], {}, ShapeError, "contourPlot: z must have two axes; got z [0]."],
    ["one row", [[1, 2]], {}, ShapeError, "contourPlot: z must have two rows and two columns or more; got z [1, 2]."],
    ["complex values", complex(array(square), array(square)), {}, DTypeError, "contourPlot: z must hold real numbers; got z complex128. Plot real(x), imag(x) or abs(x)."], // prettier-ignore
    [
      "only NaN",
      [
        [nan, nan],
        [nan, nan],
      ],
      {},
      ValueError,
      "contourPlot: z must hold a finite value; got NaN only.",
    ],
    ["x of another length", square, { x: [1, 2, 3] }, ShapeError, "contourPlot: x must have as many values as the columns of z; got x [3] and the columns of z [2]."], // prettier-ignore
    ["y that falls", square, { y: [2, 1] }, ValueError, "contourPlot: y must increase; got 1 after 2 at index 1."],
    ["x of no length", square, { x: [0, 5e-324] }, ValueError, "contourPlot: x must span more than its rounding; got 0 to 5e-324."], // prettier-ignore
    ["x that is NaN", square, { x: [1, nan] }, ValueError, "contourPlot: x must be finite; got NaN at index 1."],
    ["half a level", square, { levels: 0.5 }, ValueError, "contourPlot: levels must be a whole number from 1 to 50; got 0.5."], // prettier-ignore
    ["levels that repeat", square, { levels: [1, 1] }, ValueError, "contourPlot: levels must increase; got 1 after 1 at index 1."], // prettier-ignore
    ["too many levels", square, { levels: Array.from({ length: 51 }, (_, k) => k) }, ValueError, "contourPlot: levels must be at most 50; got 51."], // prettier-ignore
    ["a path in space", square, { path: [[1, 2, 3]] }, ShapeError, "contourPlot: path must have two columns; got path [1, 3]."], // prettier-ignore
  ])("refuses %s", (_, value, options, type, message) => {
    expect(() => contourPlot(value as never, options)).toThrow(type as never);
    expect(() => contourPlot(value as never, options)).toThrow(message);
  });
});
