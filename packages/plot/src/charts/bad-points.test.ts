import { ShapeError, ValueError, zeros } from "@linnet/core";
import { describe, it } from "vitest";
import { commonOfMatrices, expectOutcome, itMeets, matrices, refusal } from "../fixtures/bad-input.js";
import { scatter } from "../index.js";

itMeets(
  "scatter",
  matrices,
  {
    ...commonOfMatrices("scatter", "xy"),
    "a constant": { marks: { dot: 2 } },
    "only NaN": refusal(ValueError, "scatter: xy must hold a finite point; got 2 rows that are not finite."),
    "some that are not finite": { marks: { dot: 1 }, says: "2 points are not finite and are not drawn." },
    booleans: { marks: { dot: 2 }, like: [[0, 1], [1, 0]] },
    int32: { marks: { dot: 2 }, like: [[1, 2], [3, 4]] },
    float32: { marks: { dot: 2 }, like: [[0.5, 2], [3, 4]] },
    "subnormal numbers": { marks: { dot: 2 } },
  }, // prettier-ignore
  scatter,
);

describe("scatter given", () => {
  const xy = [[0, 1], [1, 0]]; // prettier-ignore
  it.each([
    ["one point", () => scatter([[1, 2]]), { marks: { dot: 1 } }],
    ["three columns", () => scatter([[1, 2, 3]]), refusal(ShapeError, "scatter: xy must have two columns; got xy [1, 3]. Choose two columns of a wider array: scores.slice(':', ':2').")],
    ["labels of another length", () => scatter(xy, { labels: ["a"] }), refusal(ShapeError, "scatter: labels must have one label a row of xy; got labels [1] and xy [2, 2].")],
    ["labels that are not finite", () => scatter(xy, { labels: [1, Number.NaN] }), refusal(ValueError, "scatter: labels must hold words or finite numbers; got NaN at index 1.")],
    ["colours of another length", () => scatter(xy, { color: [1] }), refusal(ShapeError, "scatter: color must have as many values as xy; got color [1] and xy [2].")],
    ["colours that are not finite", () => scatter(xy, { color: [1, Infinity] }), refusal(ValueError, "scatter: color must be finite; got Infinity at index 1.")],
    ["one colour for all", () => scatter(xy, { color: [3, 3] }), { marks: { dot: 2 } }],
    ["the ends of what is drawn", () => scatter([[1e300, -1e300], [-1e300, 1e300]], { labels: ["a", "b"] }), { marks: { dot: 1 } }],
    ["a hundred thousand points and one", () => scatter(zeros([100_001, 2])), refusal(ValueError, "scatter: points must be at most 100000; got 100001. Draw a sample of the rows, or a heatmap of how many fall where.")],
  ])("%s", (_, draw, outcome) => expectOutcome(draw, outcome, draw)); // prettier-ignore
});
