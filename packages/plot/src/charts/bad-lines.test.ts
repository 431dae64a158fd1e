import { ShapeError, ValueError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { commonOfVectors, expectOutcome, expectWhole, itMeets, refusal, vectors } from "../fixtures/bad-input.js";
import { attributeOf, marksNamed } from "../fixtures/read-svg.js";
import { lineChart, lossCurve } from "../index.js";

for (const [op, chart] of Object.entries({ lineChart, lossCurve })) {
  const only = `${op}: series must hold a finite value; got NaN only.`;
  itMeets(
    op,
    vectors,
    {
      ...commonOfVectors(op, "train"),
      "a constant": { marks: { line: 1 } },
      "one value": { marks: { line: 0, dot: 1 } },
      "only NaN": refusal(ValueError, only),
      "some that are not finite": { marks: { line: 1 }, says: "2 values are not finite and are not drawn." },
      booleans: { marks: { line: 1 }, like: [0, 1] },
      int32: { marks: { line: 1 }, like: [0, 1] },
      float32: { marks: { line: 1 }, like: [0.5, 0.25] },
      "subnormal numbers": { marks: { line: 1 } },
    },
    (train) => chart({ train }),
  );
}

describe("lines given", () => {
  const y = [1, 2, 3];
  it.each([
    ["no series", () => lineChart({}), refusal(ValueError, "lineChart: series must hold 1 to 50 named series; got 0. Pass { train: [ … ] }, for example.")],
    ["positions of another length", () => lineChart({ y }, { x: [1, 2] }), refusal(ShapeError, "lineChart: y must have as many values as x; got y [3] and x [2].")],
    ["positions that are not finite", () => lineChart({ y }, { x: [1, Number.NaN, 2] }), refusal(ValueError, "lineChart: x must be finite; got NaN at index 1.")],
    ["positions that are all one", () => lineChart({ y }, { x: [2, 2, 2] }), { marks: { line: 1 } }],
    ["zero on a logarithmic axis", () => lossCurve({ y: [1, 0] }, { scale: "log" }), refusal(ValueError, 'lossCurve: a logarithmic axis needs positive values; got 0. Use scale: "linear".')],
    ["subnormal numbers on a logarithmic axis", () => lossCurve({ y: [1e-320, 1] }, { scale: "log" }), { marks: { line: 1 } }],
    ["the ends of what is drawn", () => lineChart({ y: [1e300, -1e300] }, { x: [-1e300, 1e300] }), { marks: { line: 1 } }],
  ])("%s", (_, draw, outcome) => expectOutcome(draw, outcome, draw)); // prettier-ignore

  it("a hundred thousand values have at most four points a column of half a pixel", () => {
    const wave = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 1000) + (i % 7));
    const figure = lossCurve({ wave });
    const path = attributeOf(marksNamed(figure.svg, "line")[0].elements[0], "d") ?? "";
    expect(path.match(/[ML]/g)?.length).toBeLessThanOrEqual(4 * 2 * figure.width);
    expectWhole(figure);
  });
});
