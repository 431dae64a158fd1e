import { LinnetError, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Figure,
  biplot,
  boxPlot,
  calibrationPlot,
  correlationPlot,
  densityPlot,
  loadingsPlot,
  lossCurve,
  pairPlot,
  precisionRecallPlot,
  qqPlot,
  regressionPlot,
  residualPlot,
  rocPlot,
  silhouettePlot,
  toTerminal,
} from "../index.js";

const half = (x: number[]) => x.map((_, i) => i % 2);
const pairs = (x: number[]) => x.map((value, i) => [value, x[x.length - 1 - i]]);
const plane = {
  mean: array([0, 0]),
  components: array([[0.6, 0.8], [0.8, -0.6]]), // prettier-ignore
  explainedVariance: array([2, 1]),
};
const fit = (x: number[]) => ({
  fitted: x,
  residuals: x,
  leverage: x.map((_, i) => (i + 1) / (x.length + 1)),
  rank: 1,
  studentizedResiduals: () => x,
});

describe("numbers from anywhere, in charts of statistics", () => {
  const charts: [string, (x: number[]) => Figure][] = [
    ["densityPlot", (x) => densityPlot(x, { rug: true })],
    ["densityPlot of two", (x) => densityPlot({ x, y: half(x) })],
    ["densityPlot with a histogram", (x) => densityPlot(x, { histogram: true })],
    ["boxPlot", (x) => boxPlot(x, { labels: half(x) })],
    ["correlationPlot of columns", (x) => correlationPlot({ x, y: half(x) })],
    ["correlationPlot of a matrix", (x) => correlationPlot([[1, x[0]], [x[0], 1]])], // prettier-ignore
    ["biplot", (x) => biplot(plane, pairs(x))],
    ["loadingsPlot", (x) => loadingsPlot([x])],
    ["loadingsPlot, a circle", (x) => loadingsPlot([x, x], { kind: "circle" })],
    ["rocPlot", (x) => rocPlot(x, half(x), { optimal: true })],
    ["precisionRecallPlot", (x) => precisionRecallPlot(x, half(x))],
    ["residualPlot", (x) => residualPlot(fit(x), { standardized: x.length > 5 })],
    ["residualPlot over leverage", (x) => residualPlot(fit(x), { against: "leverage" })],
    ["regressionPlot", (x) => regressionPlot(x, [...x].reverse())],
    ["calibrationPlot", (x) => calibrationPlot(x.map(Math.abs), half(x))],
    ["silhouettePlot", (x) => silhouettePlot([x, x], [0, 1])],
    ["pairPlot", (x) => pairPlot(pairs(x), { labels: half(x) })],
    ["qqPlot", (x) => qqPlot(x)],
    ["lossCurve, smooth", (x) => lossCurve({ x }, { smoothing: 0.5, best: "x" })],
  ];

  it.each(charts)("become a picture with %s, or an error of this library", (_, draw) => {
    const any = fc.oneof(fc.double(), fc.double({ min: -10, max: 10 }), fc.constantFrom(0, 1, 1e300, 1e-300));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), (x) => {
        try {
          const figure = draw(x);
          expect(figure.svg).not.toMatch(/ (x|y|x1|x2|y1|y2|cx|cy|d|r|width|height|transform)="[^"]*(NaN|Infinity)/);
          expect(figure.description).not.toContain("undefined");
          expect(toTerminal(figure)).not.toContain("undefined");
        } catch (error) {
          expect(error).toBeInstanceOf(LinnetError);
        }
      }),
      { numRuns: 12 },
    );
  });
});
