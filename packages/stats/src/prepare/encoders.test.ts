import { type NDArray, ShapeError, ValueError, array, random, sum, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { LeastSquares } from "../fixtures/small-estimators.js";
import { OneHotEncoder } from "./one-hot-encoder.js";
import { OrdinalEncoder } from "./ordinal-encoder.js";
import { pipeline } from "./pipeline.js";
import { step } from "./step.js";

const integers = (...t: number[]): NDArray => array(Int32Array.from(t));
const table = { colour: ["red", "blue", "red", "green"], size: integers(3, 1, 3, 2) };
const plain = (columns: object): unknown =>
  Object.fromEntries(
    Object.entries(columns).map(([name, c]) => [name, Array.isArray(c) ? c : (c as NDArray).toArray()]),
  );

describe("OneHotEncoder", () => {
  it("has a column for each category, and a 1 in one of each column's", () => {
    const encoder = OneHotEncoder.fit(table);
    expect(encoder.categories).toEqual([
      ["blue", "green", "red"],
      [1, 2, 3],
    ]);
    expect(encoder.outputNames).toEqual(["colour=blue", "colour=green", "colour=red", "size=1", "size=2", "size=3"]);
    expect(encoder.transform(table).toArray()).toEqual([
      [0, 0, 1, 0, 0, 1],
      [1, 0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0, 1],
      [0, 1, 0, 0, 1, 0],
    ]);
  });

  it("is undone by its inverse, with a dropped first category too", () => {
    for (const dropFirst of [false, true]) {
      const encoder = OneHotEncoder.fit(table, { dropFirst });
      expect(plain(encoder.inverseTransform(encoder.transform(table)))).toEqual(plain(table));
    }
    const dropped = OneHotEncoder.fit(table, { dropFirst: true });
    expect(dropped.outputNames).toEqual(["colour=green", "colour=red", "size=2", "size=3"]);
    expect(sum(dropped.transform({ colour: ["blue"], size: integers(1) })).item()).toBe(0);
  });

  it("takes a list of words, a vector of integers, and a matrix", () => {
    expect(OneHotEncoder.fit(["b", "a"]).transform(["a", "b", "b"]).toArray()).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    const big = OneHotEncoder.fit(array([[-1, 2 ** 40]]) as NDArray);
    expect(big.outputNames).toEqual(["x0=-1", "x1=1099511627776"]);
    expect(plain(big.inverseTransform(array([[1, 1]])))).toEqual({ x0: [-1], x1: [2 ** 40] });
  });

  it("refuses unknown categories with value, column and row, or has zeros for them", () => {
    const other = { colour: ["red", "pink"], size: integers(1, 1) };
    expect(() => OneHotEncoder.fit(table).transform(other)).toThrow(ValueError);
    expect(() => OneHotEncoder.fit(table).transform(other)).toThrow(
      'OneHotEncoder.transform: categories must be among those that were fitted; got "pink" in column colour, row 1. Fit them, or choose unknown: "ignore".',
    );
    const lenient = OneHotEncoder.fit(table, { unknown: "ignore" });
    expect(lenient.transform(other).toArray()[1]).toEqual([0, 0, 0, 1, 0, 0]);
    expect(() => lenient.inverseTransform(lenient.transform(other))).toThrow(
      "OneHotEncoder.inverseTransform: each row must be of a category; got none in column colour, row 1.",
    );
    expect(() => OneHotEncoder.fit(table, { unknown: "ignore", dropFirst: true })).toThrow(
      "OneHotEncoder.fit: dropFirst must not be with ignored categories; got both. A row of zeros would be of the first category.",
    );
  });

  it("refuses what are no categories, and other columns", () => {
    expect(() => OneHotEncoder.fit(array([0.5]))).toThrow(
      "OneHotEncoder.fit: categories must be words or integers; got 0.5 in column x0, row 0.",
    );
    expect(() => OneHotEncoder.fit({ a: ["x", 3 as unknown as string] })).toThrow("got 3 in column a, row 1.");
    expect(() => OneHotEncoder.fit({ a: ["x"], b: ["x", "y"] })).toThrow(ShapeError);
    expect(() => OneHotEncoder.fit({ a: ["x"], b: ["x", "y"] })).toThrow(
      "OneHotEncoder.fit: columns must have the same length, of at least one row; got a [1] and b [2].",
    );
    expect(() => OneHotEncoder.fit([])).toThrow("of at least one row; got x0 [0].");
    expect(() => OneHotEncoder.fit({})).toThrow("OneHotEncoder.fit: x must have at least one column; got none.");
    expect(() => OneHotEncoder.fit(zeros([1, 1, 1]))).toThrow(
      "OneHotEncoder.fit: x must be [n] or [n, p]; got x [1, 1, 1].",
    );
    expect(() => OneHotEncoder.fit(3 as never)).toThrow(
      "OneHotEncoder.fit: x must be columns by name, a list of words or an array of integers; got 3.",
    );
    expect(() => OneHotEncoder.fit(table).transform({ colour: ["red"] })).toThrow(
      "OneHotEncoder.transform: x must have the columns colour, size; got colour.",
    );
    expect(() => OneHotEncoder.fit(table).inverseTransform(zeros([1, 2]))).toThrow(
      "OneHotEncoder.inverseTransform: z must have the 6 columns that come out; got z [1, 2].",
    );
    expect(() => OneHotEncoder.fit(table, { unknown: "drop" as "ignore" })).toThrow(
      'OneHotEncoder.fit: unknown must be "error" or "ignore"; got "drop".',
    );
  });

  it("is the same from its JSON, and a step of a pipeline", () => {
    const encoder = OneHotEncoder.fit(table, { dropFirst: true });
    const back = OneHotEncoder.fromJSON(JSON.stringify(encoder));
    expect(back.transform(table).toArray()).toEqual(encoder.transform(table).toArray());
    expect(() => OneHotEncoder.fromJSON({ ...encoder.toJSON(), categories: [["a"]] })).toThrow(
      "OneHotEncoder.fromJSON: categories must be a list of words, or of integers, for each name; got a list.",
    );
    const words = Array.from(random(1).integers(0, 3, [30]).toTypedArray(), (k) => ["low", "mid", "high"][k]);
    const y = array(words.map((word) => ({ low: 1, mid: 2, high: 5 })[word] as number));
    const fitted = pipeline(step(OneHotEncoder, { dropFirst: true }), step(LeastSquares)).fit(words, y);
    const [high] = fitted.predict(["high"]).toArray();
    expect(Math.abs(high - 5)).toBeLessThanOrEqual(1e3 * Number.EPSILON); // κ²·ε of a design of κ < 10
  });
});

describe("OrdinalEncoder", () => {
  it("numbers the categories of each column, and is undone by its inverse", () => {
    const encoder = OrdinalEncoder.fit(table);
    expect(encoder.transform(table).toArray()).toEqual([
      [2, 2],
      [0, 0],
      [2, 2],
      [1, 1],
    ]);
    expect(encoder.transform(table).dtype).toBe("int32");
    expect(plain(encoder.inverseTransform(encoder.transform(table)))).toEqual(plain(table));
  });

  it("keeps the order that is given, and makes labels of one column", () => {
    const encoder = OrdinalEncoder.fit(["low", "high"], { categories: [["low", "mid", "high"]] });
    expect(encoder.labels(["high", "mid", "low"]).toArray()).toEqual([2, 1, 0]);
    expect(encoder.inverseTransform(integers(2, 0))).toEqual({ x0: ["high", "low"] });
    const back = OrdinalEncoder.fromJSON(JSON.stringify(encoder));
    expect(back.labels(["mid"]).toArray()).toEqual([1]);
  });

  it("refuses what it does not know", () => {
    expect(() => OrdinalEncoder.fit(["low"], { categories: [["mid"]] })).toThrow(ValueError);
    expect(() => OrdinalEncoder.fit(["low"], { categories: [["mid"]] })).toThrow(
      'OrdinalEncoder.fit: categories must be among those that were fitted; got "low" in column x0, row 0. Fit them, or choose unknown: "ignore".',
    );
    expect(() => OrdinalEncoder.fit(["a"], { categories: [["a", "a"]] })).toThrow(
      "OrdinalEncoder.fit: categories must be distinct; got some twice in column x0.",
    );
    const encoder = OrdinalEncoder.fit(table, { unknown: "ignore" });
    expect(encoder.transform({ colour: ["pink"], size: integers(2) }).toArray()).toEqual([[-1, 1]]);
    expect(() => encoder.inverseTransform(array([[-1, 1]]))).toThrow(
      "OrdinalEncoder.inverseTransform: places must be integers in [0, 2]; got -1 in column colour, row 0.",
    );
    expect(() => encoder.inverseTransform(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => encoder.inverseTransform(zeros([2, 3]))).toThrow(
      "OrdinalEncoder.inverseTransform: z must have the 2 columns that were fitted; got z [2, 3].",
    );
    expect(() => encoder.labels(table)).toThrow(
      "OrdinalEncoder.labels: there must be one column; got 2. Use transform.",
    );
  });
});
