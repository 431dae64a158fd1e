import { describe, expect, it } from "vitest";
import { chartOf } from "./chart.js";
import { type Example, type Outcome, median, percent } from "./example.js";
import { report, resultOf, verdict } from "./report.js";

const example: Example = {
  name: "line",
  shows: "A line through points",
  bar: { words: "≥ 90 %", holds: (share) => share >= 0.9 },
  seeds: [1, 2, 3],
  format: percent,
  run: async () => ({ value: 1 }),
};
const chart = { title: "Line", xLabel: "epoch", yLabel: "loss", series: { training: [3, 2, 1] } };
const outcomes = (...values: readonly number[]): Outcome[] => values.map((value) => ({ value }));

describe("the report of examples", () => {
  it("judges the median of the seeds; NaN never passes", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2);
    expect(resultOf(example, outcomes(0.5, 0.95, 0.91), 3)).toMatchObject({ median: 0.91, passed: true });
    expect(resultOf(example, outcomes(0.95, 0.89, 0.5), 3)).toMatchObject({ median: 0.89, passed: false });
    const broken = resultOf({ ...example, bar: { words: "< 1", holds: (x) => x < 1 } }, outcomes(0.1, NaN, 0.2), 3);
    expect(broken).toMatchObject({ median: NaN, passed: false });
    expect(verdict(resultOf(example, outcomes(0.5, 0.95, 0.91), 3))).toBe(
      "✓ median 91.00 % of 3 seeds; bar: ≥ 90 %; 3.0 s",
    );
    expect(verdict(resultOf(example, outcomes(0.5), 3))).toBe("✗ 50.00 %; bar: ≥ 90 %; 3.0 s");
  });

  it("lists every seed, says what was missed, and shows the curves", () => {
    const page = report(
      [resultOf(example, [{ value: 0.5, note: "it bends", chart }, ...outcomes(0.6, 0.7)], 30)],
      "a machine",
    );
    expect(page).toContain(
      "| `line` | A line through points | ≥ 90 % | 60.00 % (missed) | 1: 50.00 %, 2: 60.00 %, 3: 70.00 % | 10.0 s |",
    );
    expect(page).toContain("### Line\n\nA line through points. it bends.\n\n![Line](training-line.svg)");
    expect(page).toContain("all together 30 s. a machine.");
    expect(chartOf({ value: 1, chart })?.svg).toContain("Line");
    expect(chartOf({ value: 1 })).toBeNull();
  });
});
