import { ValueError } from "@linnet/core";
import { describe, it } from "vitest";
import { commonOfVectors, expectOutcome, itMeets, refusal, vectors } from "../fixtures/bad-input.js";
import { cumulativeVariancePlot, screePlot, singularValuePlot } from "../index.js";

const ratio = "explainedVarianceRatio";
const outside = (op: string, value: string) => refusal(ValueError, `${op}: ${ratio} must lie in [0, 1]; got ${value}.`);

itMeets(
  "screePlot",
  vectors,
  {
    ...commonOfVectors("screePlot", ratio),
    "a constant": { marks: { bar: 3, line: 1, dot: 3 } },
    "one value": { marks: { bar: 1, dot: 1 } },
    "only NaN": outside("screePlot", "NaN at index 0"),
    "some that are not finite": outside("screePlot", "NaN at index 1"),
    booleans: { marks: { bar: 2 }, like: [0, 1] },
    int32: { marks: { bar: 2 }, like: [0, 1] },
    float32: { marks: { bar: 2 }, like: [0.5, 0.25] },
    "subnormal numbers": { marks: { bar: 2 } },
  },
  screePlot,
);

itMeets(
  "cumulativeVariancePlot",
  vectors,
  {
    ...commonOfVectors("cumulativeVariancePlot", ratio),
    "a constant": { marks: { line: 1 }, says: "3 components stay below 90 %" },
    "one value": { marks: { line: 1 } },
    "only NaN": outside("cumulativeVariancePlot", "NaN at index 0"),
    "some that are not finite": outside("cumulativeVariancePlot", "NaN at index 1"),
    booleans: { marks: { line: 1, dot: 1 }, like: [0, 1] },
    int32: { marks: { line: 1, dot: 1 }, like: [0, 1] },
    float32: { marks: { line: 1 }, like: [0.5, 0.25] },
    "subnormal numbers": { marks: { line: 1 } },
  },
  cumulativeVariancePlot,
);

const notFinite = (at: number) =>
  refusal(ValueError, `singularValuePlot: singularValues must be finite; got NaN at index ${at}.`);
itMeets(
  "singularValuePlot",
  vectors,
  {
    ...commonOfVectors("singularValuePlot", "singularValues"),
    "a constant": { marks: { line: 1, dot: 3 } },
    "one value": { marks: { dot: 1 } },
    "only NaN": notFinite(0),
    "some that are not finite": notFinite(1),
    booleans: { marks: { dot: 1 }, says: "1 value is zero and is not drawn.", like: [0, 1] },
    int32: { marks: { dot: 1 }, like: [0, 1] },
    float32: { marks: { dot: 2 }, like: [0.5, 0.25] },
    "subnormal numbers": { marks: { dot: 2 } },
  },
  singularValuePlot,
);

describe("spectra given", () => {
  const many = new Float64Array(20_000).fill(1e-5);
  it.each([
    ["twenty thousand bars", () => screePlot(many), refusal(ValueError, "screePlot: components must be at most 2000; got 20000. Show the first ones: { components: 50 }.")],
    ["the first of twenty thousand", () => screePlot(many, { components: 50 }), { marks: { bar: 50 } }],
    ["twenty thousand shares", () => cumulativeVariancePlot(many), { marks: { line: 1 } }],
    ["twenty thousand singular values", () => singularValuePlot(many), { marks: { line: 1, dot: 0 } }],
    ["ratios beyond one", () => screePlot([0.75, 0.75]), refusal(ValueError, `screePlot: ${ratio} must sum to at most 1; got 1.5.`)],
    ["zeros only", () => singularValuePlot([0, 0]), refusal(ValueError, "singularValuePlot: singularValues must hold a value above zero; got 2 zeros.")],
    ["a share of zero only", () => screePlot([0]), { marks: { bar: 1 } }],
    ["no model", () => screePlot(null as never), refusal(ValueError, `screePlot: ${ratio} must be an array; got null.`)],
    ["another model", () => singularValuePlot({ components: 1 } as never), refusal(ValueError, "singularValuePlot: singularValues must be an array, a model that has them, or arrays by name; got an object with components.")],
  ])("%s", (_, draw, outcome) => expectOutcome(draw, outcome, draw)); // prettier-ignore
});
