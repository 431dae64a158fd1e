import { expect, it } from "vitest";
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
