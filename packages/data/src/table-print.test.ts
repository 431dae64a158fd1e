import { type NDArray, arange, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Table } from "./table.js";

describe("a table as text", () => {
  it("has numbers to the right with their points aligned, and texts to the left; – is a missing number", () => {
    const table = new Table({
      height: array([1.7, 1.85, NaN]),
      id: array([7, 1234567, 3], { dtype: "int32" }),
      name: ["Ada", "Bob\nJr.", ""],
      ok: array([true, false, true]),
      mass: array([1e-12, 1, 2]),
    });
    expect(String(table)).toBe(
      [
        "height       id  name        ok   mass",
        "  1.70        7  Ada       true  1e-12",
        "  1.85  1234567  Bob Jr.  false      1",
        "     –        3            true      2",
        "[3 rows, 5 columns]",
      ].join("\n"),
    );
  });

  it("shows the first and last rows of a long one", () => {
    const lines = String(new Table({ i: arange(1000) })).split("\n");
    expect(lines).toEqual([
      "  i",
      ..."01234".split("").map((i) => `  ${i}`),
      "  …",
      "995",
      "996",
      "997",
      "998",
      "999",
      "[1000 rows, 1 column]",
    ]);
    expect(String(new Table({ i: arange(20) })).split("\n")).toHaveLength(22);
    expect(String(new Table({ i: arange(0) }))).toBe("i\n[0 rows, 1 column]");
  });

  it("shortens long texts, and leaves out columns that a line has no room for", () => {
    const wide = new Table(Object.fromEntries("abcdefgh".split("").map((name) => [name, [name.repeat(99)]])));
    const [names, row, size] = String(wide).split("\n");
    expect(row).toBe(`${["a", "b", "c"].map((name) => `${name.repeat(31)}…`).join("  ")}  …`);
    expect(names).toMatch(/^a {33}b {33}c {33}…$/);
    expect(size).toBe("[1 row, 8 columns]");
  });

  it("keeps six digits of a float, all of an integer, and infinities", () => {
    const x: NDArray = array([1 / 3, Infinity, -2]);
    expect(String(new Table({ x })).split("\n").slice(1, 4)).toEqual([" 0.333333", " Infinity", "-2.000000"]);
    const large = array([4294967295], { dtype: "uint32" });
    expect(String(new Table({ large })).split("\n")[1]).toBe("4294967295");
  });

  it("is what Node's inspector shows", () => {
    const table = new Table({ x: array([1]) });
    const inspect = Reflect.get(table, Symbol.for("nodejs.util.inspect.custom")) as () => string;
    expect(inspect()).toBe(String(table));
  });
});
