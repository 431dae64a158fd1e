import { describe, expect, it } from "vitest";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { exact } from "../arithmetic/exact.js";
import { float64 } from "../arithmetic/float.js";
import { Recorder } from "../story/recorder.js";
import { Rows } from "./rows.js";

function rowsOf<T>(arithmetic: Arithmetic<T>, M: readonly (readonly number[])[]) {
  const story = new Recorder(arithmetic);
  const rows = new Rows(
    story,
    M.map((row) => row.map((entry) => arithmetic.read(entry))),
    "M",
  );
  return { story, rows };
}

const column = [[5], [0], [-2], [-7], [7]];

describe("rows of a matrix", () => {
  it("take for pivot the first entry that is not zero where nothing is rounded, else the first of the largest", () => {
    const [told, rounded] = [rowsOf(exact, column).rows, rowsOf(float64(6), column).rows];
    expect([told.findPivot(1, 0), rounded.findPivot(1, 0)]).toEqual([2, 3]);
    expect([told.findPivot(1, 0, "largest"), rounded.findPivot(1, 0, "first")]).toEqual([3, 2]);
    expect(told.whyChosen(2, 0)).toBe("Row 3 is the first whose entry in column 1 is not zero.");
    expect(rounded.whyChosen(3, 0)).toBe("Row 4 has the largest entry of column 1, which keeps rounding errors small.");
  });

  it("have no pivot where all is zero, or within the tolerance", () => {
    const { rows } = rowsOf(float64(6), [[1], [-1e-9], [0]]);
    expect([rows.findPivot(1, 0), rows.findPivot(1, 0, "largest", 1e-9), rows.findPivot(2, 0)]).toEqual([
      1,
      null,
      null,
    ]);
  });

  it("are exchanged, divided and cleared, each in a step with the words of its story, and what follows them changes too", () => {
    const { story, rows } = rowsOf(exact, [
      [1, 3],
      [2, 4],
      [0, 1],
    ]);
    const followed: string[] = [];
    rows.exchange(0, 1, 0, { why: "a" }, () => followed.push("exchange"));
    rows.clear(
      1,
      0,
      0,
      (m) => ({ why: exact.write(m).text, rule: "b" }),
      (m) => followed.push(exact.write(m).text),
    );
    rows.divide(0, 0, { why: "c", title: "Halve" });
    rows.clear(2, 0, 0, () => expect.fail("the entry is zero"));
    expect(followed).toEqual(["exchange", "1/2"]);
    expect(story.steps.map(({ title, why, rule }) => [title, why, rule])).toEqual([
      ["Exchange rows 1 and 2", "a", "Rᵢ ↔ Rₖ"],
      ["Subtract 1/2 times row 1 from row 2", "1/2", "b"],
      ["Halve", "c", "Rᵢ ← Rᵢ/rᵢⱼ"],
    ]);
    const last = story.steps[2];
    expect(last.after["M"].map((row) => row.map(({ text }) => text))).toEqual([
      ["1", "2"],
      ["0", "1"],
      ["0", "1"],
    ]);
    expect(last.highlighted[0]).toEqual({ side: "before", matrix: "M", row: 0, column: 0, role: "pivot" });
  });
});
