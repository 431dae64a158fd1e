import { ShapeError, ValueError } from "@linnet/core";
import { describe, it } from "vitest";
import { commonOfVectors, expectOutcome, itMeets, refusal, vectors } from "../fixtures/bad-input.js";
import { barChart, histogram } from "../index.js";

itMeets(
  "barChart",
  vectors,
  {
    ...commonOfVectors("barChart", "values"),
    "a constant": { marks: { bar: 3 } },
    "one value": { marks: { bar: 1 } },
    "only NaN": refusal(ValueError, "barChart: values must be finite; got NaN at index 0."),
    "some that are not finite": refusal(ValueError, "barChart: values must be finite; got NaN at index 1."),
    booleans: { marks: { bar: 2 }, like: [0, 1] },
    int32: { marks: { bar: 2 }, like: [0, 1] },
    float32: { marks: { bar: 2 }, like: [0.5, 0.25] },
    "subnormal numbers": { marks: { bar: 2 } },
  },
  barChart,
);

itMeets(
  "histogram",
  vectors,
  {
    ...commonOfVectors("histogram", "values"),
    "a constant": { marks: { rect: 3 } },
    "one value": { marks: { rect: 2 } },
    "only NaN": refusal(ValueError, "histogram: values must hold a finite value; got NaN only."),
    "some that are not finite": { marks: { rect: 3 }, says: "2 values are not finite and are not drawn." },
    booleans: { marks: { rect: 2 }, like: [0, 1] },
    int32: { marks: { rect: 2 }, like: [0, 1] },
    float32: { marks: { rect: 3 }, like: [0.5, 0.25] },
    "subnormal numbers": { marks: { rect: 2 } },
  },
  histogram,
);

describe("bars given", () => {
  const many = Float64Array.from({ length: 100_000 }, (_, i) => i % 1000);
  it.each([
    ["names of another number", () => barChart([1, 2], { labels: ["a"] }), refusal(ShapeError, "barChart: labels must have 2 names, one each; got labels [1].")],
    ["zeros only", () => barChart([0, 0]), { marks: { bar: 2 } }],
    ["numbers below zero only", () => barChart([-3, -1]), { marks: { bar: 2 } }],
    ["the ends of what is drawn", () => barChart([1e300, -1e300]), { marks: { bar: 2 } }],
    ["a hundred thousand bars", () => barChart(many), refusal(ValueError, "barChart: values must be at most 2000; got 100000. Draw them as a lineChart, or their histogram.")],
    ["half a bin", () => histogram([1], { bins: 0.5 }), refusal(ValueError, "histogram: bins must be a whole number from 1 to 500; got 0.5.")],
    ["a hundred thousand values", () => histogram(many), { marks: { rect: 20 } }],
    ["a bin wider than the steps of its axis", () => histogram([0.25, 0.5]), { marks: { rect: 3 } }],
    ["the ends of what is counted", () => histogram([1e300, -1e300]), { marks: { rect: 2 } }],
  ])("%s", (_, draw, outcome) => expectOutcome(draw, outcome, draw)); // prettier-ignore
});
