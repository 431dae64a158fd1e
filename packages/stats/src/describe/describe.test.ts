import { describe, expect, it } from "vitest";
import { array, complex, random, zeros } from "@linnet/core";
import { type NumberSummary, describe as summarize } from "./describe.js";
import { standardDeviation } from "./sample-variance.js";

const fives = (summary: NumberSummary): readonly number[] => [
  summary.min,
  summary.lowerQuartile,
  summary.median,
  summary.upperQuartile,
  summary.max,
];

describe("a summary of columns", () => {
  it("summarizes the columns of a matrix", () => {
    const x = random(1).normal([20, 2]);
    const { rows, columns } = summarize(x, { columns: ["a", "b"] });
    expect([rows, columns.map(({ name }) => name)]).toEqual([20, ["a", "b"]]);
    expect(columns.map((c) => c.kind === "number" && c.standardDeviation)).toEqual(standardDeviation(x).toArray());
    const [whole] = summarize(array([[4], [1], [2], [3], [5]], { dtype: "int8" })).columns as NumberSummary[];
    expect(fives(whole)).toEqual([1, 2, 3, 4, 5]);
    expect([whole.name, whole.mean, whole.skewness, whole.missing]).toEqual(["0", 3, 0, 0]);
  });

  it("summarizes numbers and strings by name, and prints both", () => {
    const table = {
      height: array([1.6, 1.7, 1.9]),
      smokes: array([true, false, false]),
      city: ["Bonn", "Rome", "Bonn"],
    };
    const summary = summarize(table);
    expect(summary.columns[2]).toEqual({ kind: "text", name: "city", count: 3, unique: 2, top: "Bonn", frequency: 2 });
    expect(String(summary)).toBe(
      [
        "        count  missing     mean       sd  min   25%  50%  75%  max  skewness  kurtosis",
        "height      3        0   1.7333  0.15275  1.6  1.65  1.7  1.8  1.9    0.3818      -1.5",
        "smokes      3        0  0.33333  0.57735    0     0    0  0.5    1   0.70711      -1.5",
        "",
        "      count  unique   top  frequency",
        "city      3       2  Bonn          2",
      ].join("\n"),
    );
  });

  it("refuses missing values, naming column and row, or leaves them out and counts them", () => {
    const table = { age: array([30, NaN, 40, NaN]), name: ["a", "b", "c", "d"] };
    expect(() => summarize(table)).toThrow(
      'describe: table must have no missing values; got NaN in column "age", row 1. Say missing: "omit" to summarize the others.',
    );
    const [age] = summarize(table, { missing: "omit" }).columns as NumberSummary[];
    expect([age.count, age.missing, age.mean, age.median]).toEqual([2, 2, 35, 35]);
    const [none] = summarize({ none: array([NaN, NaN]) }, { missing: "omit" }).columns as NumberSummary[];
    expect([none.count, none.mean, none.min, none.kurtosis]).toEqual([0, NaN, NaN, NaN]);
  });

  it("has no spread of a single value, nor a skewness of a constant: these print as dashes", () => {
    const [one] = summarize(array([[7]])).columns as NumberSummary[];
    expect([one.mean, one.standardDeviation, one.skewness]).toEqual([7, NaN, NaN]);
    const [still] = summarize(array([[0.1], [0.1], [0.1]])).columns as NumberSummary[];
    expect([still.standardDeviation, still.skewness, still.kurtosis]).toEqual([0, NaN, NaN]);
    expect(String(summarize(array([[7]]))).split("\n")[1]).toBe(
      "0      1        0     7   –    7    7    7    7    7         –         –",
    );
  });

  it("refuses what is no table", () => {
    expect(() => summarize(zeros([0, 2]))).toThrow(
      "describe: table must be a matrix with at least one row and one column; got table [0, 2].",
    );
    expect(() => summarize({})).toThrow("describe: table must have at least one row and one column; got no column.");
    expect(() => summarize({ a: array([1, 2]), b: ["x"] })).toThrow(
      "describe: columns must have one length; got a [2] and b [1].",
    );
    expect(() => summarize({ a: [1, 2] as never })).toThrow(
      'describe: lists must hold strings; got 1 in column "a", row 0. Make numbers an array(…).',
    );
    expect(() => summarize({ a: zeros([2, 2]) })).toThrow("describe: columns must have one axis; got a [2, 2].");
    expect(() => summarize({ a: complex(zeros([2]), zeros([2])) })).toThrow(
      "describe: columns must be real; got a complex128.",
    );
    expect(() => summarize(zeros([2, 2]), { columns: ["a"] })).toThrow(
      "describe: columns must be 2 names; got 1 of them.",
    );
    expect(() => summarize({ a: array([1]) }, { columns: ["a"] })).toThrow(
      "describe: columns must be left out of a table that names them; got a list.",
    );
    expect(() => summarize(array([[Infinity]]))).toThrow(
      'describe: column "0" must be finite; got Infinity at index [0]. Remove or impute such entries.',
    );
    expect(() => summarize(array([[1]]), { missing: "drop" as "omit" })).toThrow(
      'describe: missing must be "error" or "omit"; got "drop".',
    );
    expect(() => summarize([[1, 2]] as never)).toThrow(
      "describe: table must be a matrix or columns by name; got a list.",
    );
  });
});
