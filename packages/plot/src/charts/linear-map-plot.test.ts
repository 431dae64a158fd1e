import { DTypeError, ShapeError, ValueError, array, complex } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { textsOf } from "../fixtures/read-svg.js";
import { toTerminal } from "../index.js";
import { type LinearMapOptions, linearMapPlot } from "./linear-map-plot.js";

const nan = Number.NaN;
const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
const told = (matrix: number[][]) => linearMapPlot(matrix).description;

describe("linearMapPlot", () => {
  it.each<[string, number[][], string]>([
    ["nothing", [[1, 0], [0, 1]], "leaves every vector as it is and keeps areas. The unit circle becomes a circle of radius 1; the unit square has signed area 1 afterwards. The one eigenvalue is 1, and every direction is kept."], // prettier-ignore
    [
      "a scaling",
      [
        [-2, 0],
        [0, -2],
      ],
      "turns by 180° and multiplies lengths by 2 and multiplies areas by 4.",
    ],
    ["a turn", [[c, -s], [s, c]], "turns by 30° and keeps areas. The unit circle becomes a circle of radius 1; the unit square has signed area 1 afterwards. The eigenvalues are 0.866 ± 0.5i: no direction is kept."], // prettier-ignore
    [
      "a turn that scales",
      [
        [0, -3],
        [3, 0],
      ],
      "turns by 90° and multiplies lengths by 3 and multiplies areas by 9.",
    ],
    [
      "a mirror",
      [
        [s, c],
        [c, -s],
      ],
      "mirrors in the line at 30° and keeps areas and reverses orientation.",
    ],
    [
      "a shear",
      [
        [1, 1],
        [0, 1],
      ],
      "shears along the line at 0° and keeps areas.",
    ],
    [
      "a turned shear",
      [
        [1 - c * s, c * c],
        [-s * s, 1 + c * s],
      ],
      "shears along the line at 30° and keeps areas.",
    ],
    ["a symmetric matrix", [[2, 1], [1, 2]], "stretches by 3 along the line at 45° and by 1 along the line at −45°, and multiplies areas by 3. The unit circle becomes an ellipse with half axes 3 and 1; the unit square has signed area 3 afterwards. The eigenvalues are 3 and 1, with eigenvectors along the line at 45° and the line at −45°."], // prettier-ignore
    [
      "a general matrix",
      [
        [2, 1],
        [0, 1],
      ],
      "turns by −18.4° and stretches by 2.288 and 0.874, and multiplies areas by 2.",
    ],
    ["a general mirror", [[2, 1], [0, -1]], "mirrors and stretches by 2.288 and 0.874, and multiplies areas by 2 and reverses orientation."], // prettier-ignore
    ["a projection", [[0.5, 0.5], [0.5, 0.5]], "projects orthogonally onto the line at 45°, so areas vanish. The unit circle becomes a segment of half length 1;"], // prettier-ignore
    [
      "an oblique one",
      [
        [1, 1],
        [0, 0],
      ],
      "projects obliquely onto the line at 0°, so areas vanish.",
    ],
    [
      "rank one",
      [
        [0, 0],
        [1, 2],
      ],
      "flattens the plane onto the line at 90°, so areas vanish.",
    ],
    ["zero", [[0, 0], [0, 0]], "takes everything to 0. The unit circle becomes a point; the unit square has signed area 0 afterwards. The one eigenvalue is 0, and every direction is kept."], // prettier-ignore
  ])("tells what becomes of the plane by %s", (_, matrix, story) => {
    expect(told(matrix)).toContain(` ${story}`);
  });

  it("takes a float32 matrix that is singular but for its rounding as singular, and 1e−9 as what it is", () => {
    const third = [[1 / 3, 1], [1 / 9, 1 / 3]]; // prettier-ignore
    expect(linearMapPlot(array(third, { dtype: "float32" })).description).toContain("flattens the plane");
    expect(linearMapPlot(third.map((row) => Float32Array.from(row))).description).toContain("flattens the plane");
    expect(told([[1, 0], [0, 1e-9]])).toContain("by 1e−9 along the line at 90°, and multiplies areas by 1e−9."); // prettier-ignore
  });

  it("draws images of e₁ and e₂ where A takes them, on the scale of the picture before", () => {
    const { svg } = linearMapPlot([[2, 1], [0, 1]], { width: 600, theme: "light" }); // prettier-ignore
    const tips = tipsOf(svg);
    const [e1, e2, after1, after2] = tips;
    const unit = (e1[0] - e2[0]) as number;
    const shift = after1[0] - e2[0] - 2 * unit; // from one panel to the other
    expect(shift).toBeGreaterThan(200);
    expect(after2[0] - shift - e2[0]).toBeCloseTo(unit, 1);
    expect(after2[1]).toBeCloseTo(e2[1], 1);
    for (const text of ["before", "after: x ↦ A x", "e₁", "e₂", "A e₁", "A e₂", "λ = 2", "λ = 1"]) {
      expect(textsOf(svg)).toContain(text);
    }
    expect(textsOf(svg)).toContain("A = [2 1; 0 1], det A = 2, σ = 2.288, 0.874, λ = 2, 1");
  });

  it("has its two planes beside each other where there is room, else one below the other, or one over the other", () => {
    const of = (options: LinearMapOptions) => linearMapPlot([[2, 1], [0, 1]], options); // prettier-ignore
    const [wide, narrow, over] = [of({ width: 600 }), of({ width: 320 }), of({ layout: "overlay" })];
    const places = (svg: string) => [...svg.matchAll(/<rect x="([^"]*)" y="([^"]*)"/g)].map(([, x, y]) => [+x, +y]);
    const [[x0, y0], [x1, y1]] = places(wide.svg);
    expect([x1 > x0, y1 === y0]).toEqual([true, true]);
    const [[u0, v0], [u1, v1]] = places(narrow.svg);
    expect([u1 === u0, v1 > v0]).toEqual([true, true]);
    expect(places(over.svg)).toHaveLength(1);
    expect(over.svg).toContain('class="linnet-map linnet-map-both"');
  });

  it("colours the image of the square by the sign of its area", () => {
    const fill = (matrix: number[][]) => /Z" fill="(#[0-9a-f]*)" fill-opacity="0.16"/.exec(linearMapPlot(matrix, { layout: "overlay", theme: "light" }).svg)?.[1]; // prettier-ignore
    expect(fill([[2, 1], [0, 1]])).toBe("#0072b2"); // prettier-ignore
    expect(fill([[2, 1], [0, -1]])).toBe("#d55e00"); // prettier-ignore
  });

  it("leaves out what is turned off", () => {
    const { svg } = linearMapPlot([[2, 1], [0, 1]], { grid: false, shape: "none", eigenvectors: false }); // prettier-ignore
    expect(textsOf(svg)).not.toContain("λ = 2");
    expect(svg).not.toContain("fill-opacity");
    expect(svg).not.toMatch(/d="[^"]*A\d/); // no arcs
    const circle = linearMapPlot([[2, 1], [0, 1]], { shape: "circle" }).svg; // prettier-ignore
    expect(circle).toMatch(/d="[^"]*A\d/);
    expect(circle).not.toContain("fill-opacity");
  });

  it("maps the reader's vectors too, and is drawn in a terminal as the circle and its image", () => {
    const figure = linearMapPlot(array([[2, 1], [0, 1]]), { vectors: [[1, -1], [0, 0]], labels: ["u", "0"] }); // prettier-ignore
    expect(textsOf(figure.svg)).toEqual(expect.arrayContaining(["u", "A u"]));
    expect(toTerminal(figure)).toContain("• unit circle   + its image");
  });

  const matrix = [[1, 2], [3, 4]]; // prettier-ignore
  it.each<[string, unknown, LinearMapOptions, unknown, string]>([
    ["nothing", [], {}, ShapeError, "linearMapPlot: matrix must have two axes; got matrix [0]."],
    ["3 × 3", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], {}, ShapeError, "linearMapPlot: matrix must be 2 × 2; got matrix [3, 3]. A larger matrix has no picture in the plane."], // prettier-ignore
    [
      "NaN",
      [
        [1, nan],
        [0, 1],
      ],
      {},
      ValueError,
      "linearMapPlot: matrix must be finite; got NaN at index 1.",
    ],
    ["what overflows", [[1e200, 0], [0, 1]], {}, ValueError, "linearMapPlot: matrix must be within ±1e150; got 1e+200 at index 0."], // prettier-ignore
    ["complex numbers", complex(array(matrix), array(matrix)), {}, DTypeError, "linearMapPlot: matrix must hold real numbers; got matrix complex128. Plot real(x), imag(x) or abs(x)."], // prettier-ignore
    ["a layout it has not", matrix, { layout: "row" as never }, ValueError, 'linearMapPlot: layout must be "pair" or "overlay"; got "row".'], // prettier-ignore
    ["a shape it has not", matrix, { shape: "star" as never }, ValueError, 'linearMapPlot: shape must be "square", "circle", "both" or "none"; got "star".'], // prettier-ignore
    ["vectors in space", matrix, { vectors: [[1, 2, 3]] }, ShapeError, "linearMapPlot: vectors must have two columns; got vectors [1, 3]."], // prettier-ignore
    ["nine vectors", matrix, { vectors: Array.from({ length: 9 }, () => [1, 1]) }, ValueError, "linearMapPlot: vectors must be at most 8; got 9. Map more of them with scatter."], // prettier-ignore
    ["vectors that are NaN", matrix, { vectors: [[1, nan]] }, ValueError, "linearMapPlot: vectors must be finite; got NaN at index 1."], // prettier-ignore
    ["vectors that overflow", matrix, { vectors: [[1, 1e200]] }, ValueError, "linearMapPlot: vectors must be within ±1e150; got 1e+200 at index 1."], // prettier-ignore
    ["too few labels", matrix, { vectors: [[1, 2]], labels: [] }, ShapeError, "linearMapPlot: labels must have 1 names, one each; got labels [0]."], // prettier-ignore
  ])("refuses %s", (_, value, options, type, message) => {
    expect(() => linearMapPlot(value as never, options)).toThrow(type as never);
    expect(() => linearMapPlot(value as never, options)).toThrow(message);
  });
});

/** The tips of the arrows, in order. */
function tipsOf(svg: string): number[][] {
  return [...svg.matchAll(/<g class="linnet-arrow">.*?<path d="M([^L]*)L[^"]*Z" fill/g)].map(([, tip]) =>
    tip.split(",").map(Number),
  );
}
