import { describe, expect, it } from "vitest";
import { entries } from "./entries.js";
import type { LessonStep } from "./lesson.js";
import { shorten } from "./shorten.js";

const X = entries(Array.from({ length: 9 }, (_, i) => [i, 10 * i]));
const mark = (row: number): LessonStep["highlighted"][number] => ({
  side: "after",
  matrix: "X",
  row,
  column: 1,
  role: "written",
});
const step: LessonStep = {
  title: "",
  why: "",
  before: {},
  after: { X },
  highlighted: [mark(1), mark(5), mark(8)],
  latex: "",
};

describe("shorten", () => {
  it("leaves out the middle of many rows, with the marks in it", () => {
    const { after, highlighted } = shorten(step);
    expect(after["X"].map((row) => row.map(({ text }) => text).join(" "))).toEqual([
      "0 0",
      "1 10",
      "2 20",
      "⋮ ⋮",
      "8 80",
    ]);
    expect(highlighted.map(({ row }) => row)).toEqual([1, 4]);
  });

  it("leaves a matrix as it is where no more than a row would be left out", () => {
    expect(shorten(step, { rows: 8, columns: 1 })).toEqual(step);
  });
});
