import { expect, it } from "vitest";
import { pageReport } from "./page.mjs";
import { median } from "./rounds.mjs";
import { report } from "./table.mjs";

const suite = { title: "A suite", goal: { against: "other", atLeast: 1.5 } };

it("compares round by round, so that the machine's drift cancels", () => {
  const linnet = { library: "linnet", times: [100, 200, 400] };
  const other = { library: "other", times: [200, 400, 800] };
  expect(report(suite, [linnet, other], "here")).toContain("met with 2.00 ×");
});

it("says when a goal is missed, and when the library to compare with is not there", () => {
  const linnet = { library: "linnet", times: [100] };
  expect(report(suite, [linnet, { library: "other", times: [120] }], "here")).toContain("missed with 1.20 ×");
  expect(report(suite, [linnet], "here")).toContain("which is not here to compare with");
});

it("takes a contender that ended as missed: NaN never meets a goal", () => {
  const results = [
    { library: "linnet", times: [Number.NaN] },
    { library: "other", times: [120] },
  ];
  expect(report(suite, results, "here")).toContain("missed with NaN");
});

it("has the usual median, and NaN of anything with NaN", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([1, Number.NaN, 3])).toBeNaN();
});

it("names the goals that a page misses before its table", () => {
  const linnet = { library: "linnet", times: [100, 200] };
  const other = { library: "other", times: [120, 240] };
  const goals = [
    { against: "other", atLeast: 1 },
    { against: "other", atLeast: 2 },
    { against: "gone", atLeast: 1 },
    { atMost: 120 },
  ];
  const text = pageReport(
    { title: "A page" },
    [{ suite: { title: "a row", goals }, results: [linnet, other] }],
    "here",
  );
  expect(text).toContain("1 of 4 goals are met.");
  expect(text).toContain("- a row: ≥ 2.00 × other, reached 1.20 ×");
  expect(text).toContain("- a row: ≥ 1.00 × gone, reached NaN ×");
  expect(text).toContain("- a row: ≤ 120 ns, took 150 ns");
});

it("takes one contender's time from another's, for what a step costs beside another", () => {
  const results = [
    { library: "linnet", times: [3000, 5000, 4000] },
    { library: "linnet, plain", times: [1000, 2000, 3000] },
  ];
  const goals = [
    { beyond: "linnet, plain", per: 10, atMost: 200 },
    { beyond: "linnet, plain", per: 10, atMost: 100 },
    { beyond: "gone", per: 10, atMost: 100 },
  ];
  const text = pageReport({ title: "A page" }, [{ suite: { title: "a row", goals }, results }], "here");
  expect(text).toContain("1 of 3 goals are met.");
  expect(text).toContain("- a row: ≤ 100 ns beyond linnet, plain, took 200 ns");
  expect(text).toContain("- a row: ≤ 100 ns beyond gone, took NaN ms");
});
