import { arange, array, complex, zeros } from "@linnet/core";
import { Table } from "@linnet/data";
import { lu } from "@linnet/explain";
import { lineChart } from "@linnet/plot";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeAll, describeAsTable } from "./describe.js";
import { readPart } from "./read-part.js";
import { LIMITS, type Part } from "./said.js";

const told = (...values: readonly unknown[]): readonly Part[] => describeAll(values, () => 7);
const text = (text: string): Part => ({ kind: "text", text });

describe("what is printed", () => {
  it("is text, one part with its neighbours, formatted as by Node", () => {
    expect(told("x =", 3, [1, "a"], { b: null })).toEqual([text("x = 3 [ 1, 'a' ] { b: null }")]);
    expect(told("%d of %s: %j, %i%%", 3, "four", { a: 1 }, "5.5", true)).toEqual([text('3 of four: {"a":1}, 5% true')]);
    expect(told("100%")).toEqual([text("100%")]);
    expect(told()).toEqual([]);
    expect(told("y".repeat(LIMITS.text + 5))).toEqual([text(`${"y".repeat(LIMITS.text)} … (5 more characters)`)]);
  });

  it("is an array with its dtype, its shape and its matrices, views too", () => {
    const x = arange(12).astype("int32").reshape([2, 2, 3]);
    expect(told("x", x)).toEqual([
      text("x"),
      {
        kind: "array",
        dtype: "int32",
        shape: [2, 2, 3],
        plates: [
          {
            index: [0],
            rows: [
              [0, 1, 2],
              [3, 4, 5],
            ],
          },
          {
            index: [1],
            rows: [
              [6, 7, 8],
              [9, 10, 11],
            ],
          },
        ],
      },
    ]);
    expect(told(x.slice(1, ":", 0))).toMatchObject([{ shape: [2], plates: [{ index: [], rows: [[6, 9]] }] }]);
    expect(told(array(2.5))).toMatchObject([{ shape: [], plates: [{ index: [], rows: [[2.5]] }] }]);
    expect(told(zeros([0, 3]))).toMatchObject([{ shape: [0, 3], plates: [] }]);
    expect(told(complex(array([1]), array([-2])))).toMatchObject([
      { dtype: "complex128", plates: [{ rows: [[1, -2]] }] },
    ]);
    const disposed = array([1]);
    disposed.dispose();
    expect(told(disposed)).toEqual([text("float64 [1]\n(disposed)")]);
  });

  it("is a corner of a large array, and what all of its entries come to", () => {
    const [part] = told(
      array(
        Float64Array.from({ length: 1200 }, (_, i) => (i === 0 ? Number.NaN : i)),
        { shape: [30, 40] },
      ),
    );
    expect(part).toMatchObject({ shape: [30, 40], range: { least: 1, greatest: 1199, mean: 600, notFinite: 1 } });
    const { plates } = part as Extract<Part, { kind: "array" }>;
    expect(plates).toHaveLength(1);
    expect(plates[0].rows).toHaveLength(10);
    expect(plates[0].rows[2].slice(0, 3)).toEqual([80, 81, 82]);
  });

  it("is a figure, a story, a table, an error, or a record of them", () => {
    const figure = lineChart({ a: array([1, 2]) }, { title: "Rise" });
    expect(told(figure)).toEqual([{ kind: "figure", svg: figure.svg, title: "Rise", description: figure.description }]);
    expect(told(figure.svg)).toEqual([{ kind: "figure", svg: figure.svg, title: "", description: "" }]);
    const story = lu([
      [2, 1],
      [1, 3],
    ]);
    expect(told(story)).toMatchObject([{ kind: "story", story: { story: "lu", title: story.title } }]);
    const table = new Table({ height: array([1.7, 1.8]), name: ["Ada", "Bob"] });
    const described = {
      kind: "table",
      names: ["height", "name"],
      length: 2,
      rows: [
        ["1.7", "Ada"],
        ["1.8", "Bob"],
      ],
    };
    expect(told(table)).toEqual([described]);
    expect(told(new RangeError("too far"))).toEqual([
      { kind: "error", name: "RangeError", message: "too far", line: 7 },
    ]);
    expect(told({ n: 3, A: array([1]), t: table })).toMatchObject([
      {
        kind: "record",
        entries: [
          { name: "n", part: text("3") },
          { name: "A", part: { kind: "array" } },
          { name: "t", part: described },
        ],
      },
    ]);
  });

  it("is a table by console.table", () => {
    expect(describeAsTable([{ a: 1, b: "x" }, 5], () => null)).toEqual([
      {
        kind: "table",
        names: ["(index)", "a", "b", "Values"],
        length: 2,
        rows: [
          ["0", "1", "x", ""],
          ["1", "", "", "5"],
        ],
      },
    ]);
    expect(describeAsTable(5, () => null)).toEqual([text("5")]);
  });

  it("is understood by the page, all of it, after it has been cloned", () => {
    const all = [
      array([[1, Number.NaN]]),
      lineChart({ a: array([1, 2]) }),
      lu([
        [0, 1],
        [1, 0],
      ]),
      { A: array([1]) },
      "text",
      new Error("e"),
    ];
    for (const part of told(...all)) {
      const read = readPart(structuredClone(part));
      expect(read).not.toBeNull();
      expect(part).toMatchObject(read ?? {}); // all but a step's rule, which is not shown
    }
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const part of told(value)) expect(readPart(structuredClone(part))).toEqual(part);
      }),
    );
  });
});
