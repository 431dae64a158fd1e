// What holds for every chart of linear algebra, whatever numbers it is given.
import { LinnetError } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Figure, contourPlot, eigenvaluePlot, heatmap, linearMapPlot, singularValuePlot, spyPlot, toTerminal, vectorPlot } from "../index.js"; // prettier-ignore

const rows = (x: readonly number[]) => [x.slice(0, 2), x.slice(2, 4)];
const charts: [string, (x: readonly number[]) => Figure][] = [
  ["vectorPlot", (x) => vectorPlot(rows(x), { sum: true, span: true })],
  ["vectorPlot from tails", (x) => vectorPlot(rows(x), { tails: rows(x.toReversed()) })],
  ["vectorPlot with a projection", (x) => vectorPlot(rows(x), { projection: true })],
  ["linearMapPlot", (x) => linearMapPlot(rows(x))],
  ["linearMapPlot, overlaid", (x) => linearMapPlot(rows(x), { layout: "overlay", vectors: [[1, -1]] })],
  ["eigenvaluePlot", (x) => eigenvaluePlot(rows(x), { unitCircle: true })],
  ["eigenvaluePlot with discs", (x) => eigenvaluePlot([0, 1], { gershgorin: rows(x), discs: "both" })],
  ["spyPlot", (x) => spyPlot(rows(x), { tolerance: 0.5 })],
  ["singularValuePlot", (x) => singularValuePlot({ a: x.slice(0, 2).map(Math.abs), b: [1, 0] }, { tolerance: 1e-9 })],
  ["contourPlot", (x) => contourPlot(rows(x), { path: rows(x) })],
  ["heatmap", (x) => heatmap(rows(x), { ramp: "diverging" })],
];

describe("numbers from anywhere", () => {
  it.each(charts)("become a picture with %s, or an error of this library", (_, draw) => {
    const number = fc.oneof(fc.double(), fc.double({ min: -10, max: 10 }), fc.constantFrom(0, 1, -1, 1e300, 5e-324));
    fc.assert(
      fc.property(fc.array(number, { minLength: 4, maxLength: 4 }), (x) => {
        try {
          const figure = draw(x);
          const { svg, description } = figure;
          expect(svg).not.toMatch(/ (x|y|cx|cy|d|r|width|height|transform)="[^"]*(NaN|Infinity|undefined)/);
          expect(svg).not.toMatch(/ (width|height|r)="-/);
          expect(description).not.toMatch(/undefined|Infinity/);
          expect(toTerminal(figure)).not.toContain("undefined");
        } catch (error) {
          expect(error).toBeInstanceOf(LinnetError);
        }
      }),
      { numRuns: 40 },
    );
  });
});
