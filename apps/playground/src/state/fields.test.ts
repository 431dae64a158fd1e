import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Field, choice, flag, integer, matrix, number, ofView, text, vector } from "./fields.js";

const RANGE = { least: -100, most: 100 };
const entry = fc.double({ min: -100, max: 100, noNaN: true });

/** What comes back from a link. */
const passed = <T>(field: Field<T>, value: T): T | null => field.read(field.write(value));

describe("number", () => {
  it("comes back from a link within half of the fourth decimal, or of the fourth digit below one", () => {
    fc.assert(
      fc.property(entry, (value) => {
        const back = passed(number(0, RANGE), value) ?? Number.NaN;
        const unit = Math.abs(value) < 1 ? Math.min(1e-3 * Math.abs(value), 1e-4) : 1e-4;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(unit / 2 + 2 ** -52 * Math.abs(value));
      }),
    );
  });

  it("that came from a link goes there and back as it is", () => {
    fc.assert(
      fc.property(entry, (value) => {
        const once = passed(number(0, RANGE), value) ?? Number.NaN;
        expect(passed(number(0, RANGE), once)).toBe(once);
      }),
    );
  });

  it("keeps what is very small, and very large", () => {
    for (const value of [1e-300, 5e-324, 1e-16, -3e-9, 1e20, 1e21, 123_456_789_012]) {
      expect(passed(number(0, { least: -1e30, most: 1e30 }), value)).toBe(value);
    }
    expect(passed(number(1, RANGE), -0)).toBe(0);
  });

  it("refuses what is no number, and what is beyond its range", () => {
    const refused = ["", " ", "1 ", "abc", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "1e", "--1", "1e999", "٣"];
    const beyond = ["101", "-100.1", "9".repeat(5000), `1${"0".repeat(22)}`];
    expect([...refused, ...beyond].filter((text) => number(0, RANGE).read(text) !== null)).toEqual([]);
    expect(integer(0, RANGE).read("1.5")).toBeNull();
    expect(integer(0, RANGE).read("-7")).toBe(-7);
  });
});

describe("choice and flag", () => {
  it("hold their words, and no others", () => {
    const rule = choice("sgd", ["sgd", "newton"]);
    expect(passed(rule, "newton")).toBe("newton");
    for (const word of ["", "Newton", "constructor", "__proto__"]) expect(rule.read(word)).toBeNull();
    for (const value of [true, false]) expect(passed(flag(true), value)).toBe(value);
    expect(flag(true).read("true")).toBeNull();
  });
});

describe("text", () => {
  it("comes back as it was typed, through a whole address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (value) => {
        const query = new URLSearchParams(`w=${encodeURIComponent(text("").write(value))}`);
        expect(text("").read(query.get("w") ?? "")).toBe(value);
      }),
    );
  });

  it("can always be written in a link, and is refused when it is too long", () => {
    expect(encodeURIComponent(text("").write("a\ud800b"))).toBe("a%EF%BF%BDb");
    expect(text("").write("👍")).toBe("👍");
    expect(text("", 3).read("abcd")).toBeNull();
  });
});

describe("vector and matrix", () => {
  const numbers = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cells) => cells / 1e4));

  it("come back from a link, of any size that they may have", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), (values, columns) => {
        const field = vector([1], RANGE, { least: 0, most: 100 });
        expect(passed(field, values)).toEqual(values.map((value) => value + 0));
        const rows = Array.from({ length: Math.floor(values.length / columns) }, (_, i) =>
          values.slice(i * columns, (i + 1) * columns),
        );
        const table = matrix([[1]], RANGE, { least: 0, most: 100 }, { least: 1, most: 4 });
        expect(passed(table, rows)).toEqual(rows.map((row) => row.map((value) => value + 0)));
      }),
    );
  });

  it("refuse other lengths, ragged rows, holes and what is beyond their range", () => {
    const noPairs = ["", "1", "1_2_3", "1__2", "_1_2", "1_2_", "1_x", "1_101"];
    expect(noPairs.filter((text) => vector([0, 0], RANGE).read(text) !== null)).toEqual([]);
    const pair = [
      [1, 2],
      [3, 4],
    ];
    const noTables = ["", "1_2", "1_2~3", "1_2~3_4~5_6", "1_2~~3_4", "~", "1_2~3_x", "1~2~3~4"];
    expect(noTables.filter((text) => matrix(pair, RANGE).read(text) !== null)).toEqual([]);
    expect(matrix(pair, RANGE, { least: 1, most: 3 }, { least: 1, most: 3 }).read("1_2~3")).toBeNull();
    expect(matrix(pair, RANGE, { least: 1, most: 3 }).read("1_2~3_4~5_6")).toHaveLength(3);
  });
});

describe("ofView", () => {
  it("changes nothing else", () => {
    const field = number(3, RANGE);
    expect(ofView(field)).toEqual({ ...field, viewOnly: true });
  });
});
