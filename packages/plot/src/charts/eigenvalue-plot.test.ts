import { ShapeError, ValueError, array, complex, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { numberIn, textsOf } from "../fixtures/read-svg.js";
import { toTerminal } from "../index.js";
import { type EigenvalueOptions, eigenvaluePlot } from "./eigenvalue-plot.js";

const nan = Number.NaN;
const pairs: [number, number][] = [[0.5, 0.5], [0.5, -0.5], [-0.25, 0]]; // prettier-ignore
const asArray = complex(array([0.5, 0.5, -0.25]), array([0.5, -0.5, 0]));

describe("eigenvaluePlot", () => {
  it("draws a dot for each eigenvalue, with units of one length, and the unit circle about 0", () => {
    const { svg } = eigenvaluePlot(pairs, { unitCircle: true });
    const dots = circlesIn(svg, "linnet-eigenvalues");
    const [x, y] = ["cx", "cy"].map((name) => dots.map((tag) => numberIn(tag, name)));
    expect(dots).toHaveLength(3);
    expect(x[0] - x[2]).toBeCloseTo(1.5 * (y[2] - y[0]), 1);
    expect(y[1] - y[2]).toBeCloseTo(y[2] - y[0], 1);
    const [circle] = svg.match(/<circle class="linnet-unit-circle"[^>]*>/) ?? [""];
    expect(numberIn(circle, "r")).toBeCloseTo(2 * (y[2] - y[0]), 1);
    expect(numberIn(circle, "cy")).toBeCloseTo(y[2], 1);
  });

  it("takes complex and real arrays, pairs, and a factorization that has values", () => {
    const { svg } = eigenvaluePlot(pairs);
    expect(eigenvaluePlot(asArray).svg).toBe(svg);
    expect(eigenvaluePlot({ values: asArray }).svg).toBe(svg);
    expect(eigenvaluePlot(array([3, 1])).svg).toBe(eigenvaluePlot([3, 1]).svg);
    expect(eigenvaluePlot(Float64Array.of(3, 1)).svg).toBe(eigenvaluePlot([[3, 0], [1, 0]]).svg); // prettier-ignore
  });

  it("tells kinds, sides, moduli and discs", () => {
    expect(eigenvaluePlot([...pairs, [1, 0], [-1.5, 0], [0, 0]], { unitCircle: true }).description).toBe(
      "6 eigenvalues in the complex plane: 4 real ones and 1 conjugate pair. By the imaginary axis: 2 left of it, 1 on it and " +
        "3 right of it. The largest modulus is 1.5. By the unit circle: 4 inside, 1 on it and 1 outside.",
    );
    expect(eigenvaluePlot([[1, 1]]).description).toBe(
      "1 eigenvalue in the complex plane: 1 other one. By the imaginary axis: 1 right of it. The largest modulus is 1.414.",
    );
    expect(eigenvaluePlot([0]).description).toContain("1 on it. The largest modulus is 0.");
  });

  it("takes what differs by rounding of its dtype as on the axis, and in a pair", () => {
    const re = array([1e-8, 1e-8, 1], { dtype: "float32" });
    const single = complex(re, array([1, -1.0000001, 0], { dtype: "float32" }));
    expect(eigenvaluePlot(single).description).toContain(
      "1 real one and 1 conjugate pair. By the imaginary axis: 2 on it",
    );
    const double = complex(array([1e-8, 1e-8, 1]), array([1, -1.0000001, 0]));
    expect(eigenvaluePlot(double).description).toContain("1 real one and 2 other ones. By the imaginary axis: 3 right of it"); // prettier-ignore
  });

  it("draws Gershgorin's discs of rows and of columns, which hold every eigenvalue", () => {
    const matrix = [
      [2, 1],
      [-0.5, -1],
    ]; // of eigenvalues (1 ± √7) / 2, by its trace 1 and determinant −1.5 // prettier-ignore
    const values = [(1 + Math.sqrt(7)) / 2, (1 - Math.sqrt(7)) / 2];
    const { svg, description } = eigenvaluePlot(values, { gershgorin: matrix, discs: "both" });
    const discs = circlesIn(svg, "linnet-discs").map((tag) => ["cx", "cy", "r"].map((name) => numberIn(tag, name)));
    const dots = circlesIn(svg, "linnet-eigenvalues").map((tag) => ["cx", "cy"].map((name) => numberIn(tag, name)));
    expect(discs.map(([, , r]) => r / discs[0][2])).toEqual([1, 1, 0.5, 0.5].map((ratio) => expect.closeTo(ratio, 2)));
    const holds = (of: number[][], x: number, y: number) => of.some(([cx, cy, r]) => Math.hypot(x - cx, y - cy) <= r);
    const ofRow = circlesIn(svg, "linnet-discs").map((tag) => !tag.includes('stroke-dasharray="5 3"'));
    for (const rows of [true, false]) {
      const kind = discs.filter((_, k) => ofRow[k] === rows);
      expect(kind).toHaveLength(2);
      for (const [x, y] of dots) expect(holds(kind, x, y)).toBe(true);
    }
    expect(description).toContain("4 Gershgorin discs of radii up to 1.");
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["eigenvalue", "disc of a row", "of a column"]));
  });

  it("takes complex matrices, whose radii are sums of moduli", () => {
    const zero = array([[0, 3], [0, 0]]); // prettier-ignore
    const matrix = complex(zero, array([[1, 4], [0, 2]])); // prettier-ignore
    const { description } = eigenvaluePlot([[0, 1], [0, 2]], { gershgorin: matrix }); // prettier-ignore
    expect(description).toContain("2 Gershgorin discs of radii up to 5.");
  });

  it("leaves out and counts what is not finite, and is drawn in a terminal as points", () => {
    const figure = eigenvaluePlot([[nan, 0], [1, Infinity], [1, 1], [1, -1]]); // prettier-ignore
    expect(textsOf(figure.svg)).toContain("2 eigenvalues are not finite and are not drawn.");
    expect(toTerminal(figure).split("\n").length).toBeGreaterThan(10);
  });

  const matrix = [[1, 2], [3, 4]]; // prettier-ignore
  it.each<[string, unknown, EigenvalueOptions, unknown, string]>([
    ["nothing", [], {}, ShapeError, "eigenvaluePlot: eigenvalues must not be empty; got eigenvalues [0]."],
    ["an empty array", complex(zeros([0]), zeros([0])), {}, ShapeError, "eigenvaluePlot: eigenvalues must not be empty; got eigenvalues [0]."], // prettier-ignore
    ["a complex matrix", complex(array(matrix), array(matrix)), {}, ShapeError, "eigenvaluePlot: eigenvalues must have one axis; got eigenvalues [2, 2]."], // prettier-ignore
    ["a real matrix", array(matrix), {}, ShapeError, "eigenvaluePlot: eigenvalues must have one axis; got eigenvalues [2, 2]."], // prettier-ignore
    ["triples", [[1, 2, 3]], {}, ShapeError, "eigenvaluePlot: eigenvalues must hold numbers or pairs [re, im]; got eigenvalues [1, 3]."], // prettier-ignore
    ["only NaN", [nan], {}, ValueError, "eigenvaluePlot: eigenvalues must hold a finite one; got 1 that are not finite."], // prettier-ignore
    ["what overflows", complex(array([1]), array([1e301])), {}, ValueError, "eigenvaluePlot: eigenvalues must be within ±1e300; got 1e+301 at index 0."], // prettier-ignore
    ["another matrix", [1], { gershgorin: matrix }, ShapeError, "eigenvaluePlot: gershgorin must be 1 × 1; got gershgorin [2, 2] and eigenvalues [1]. Pass the matrix whose eigenvalues these are."], // prettier-ignore
    ["a matrix with NaN", [1, 2], { gershgorin: [[1, 2], [nan, 4]] }, ValueError, "eigenvaluePlot: gershgorin must be finite; got NaN at index 2."], // prettier-ignore
    ["discs of nothing", [1], { discs: "all" as never }, ValueError, 'eigenvaluePlot: discs must be "rows", "columns" or "both"; got "all".'], // prettier-ignore
  ])("refuses %s", (_, value, options, type, message) => {
    expect(() => eigenvaluePlot(value as never, options)).toThrow(type as never);
    expect(() => eigenvaluePlot(value as never, options)).toThrow(message);
  });
});

/** The circles in the group of that class. */
function circlesIn(svg: string, name: string): string[] {
  const [, body] = new RegExp(`<g class="${name}"[^>]*>(.*?)</g>`).exec(svg) ?? ["", ""];
  return body.match(/<circle[^>]*>/g) ?? [];
}
