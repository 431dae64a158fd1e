import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress, readState, writeAddress } from "./address.js";
import { type ValuesOf, choice, flag, integer, matrix, ofView, text, vector } from "./fields.js";

const RANGE = { least: -50, most: 50 };
const BETWEEN = { min: RANGE.least, max: RANGE.most };
const own = { ...text("none", 1000), local: true };
const fields = {
  A: matrix(
    [
      [1, 2],
      [3, 4],
    ],
    RANGE,
    { least: 1, most: 5 },
  ),
  b: vector([1, 2], RANGE),
  n: integer(3, { least: 1, most: 9 }),
  rule: choice("sgd", ["sgd", "newton"]),
  grid: ofView(flag(true)),
  word: text("king", 40),
  own,
};
const initial = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.initial]));
const values = fc.record({
  A: fc.array(fc.tuple(fc.integer(BETWEEN), fc.integer(BETWEEN)), { minLength: 1, maxLength: 5 }),
  b: fc.tuple(fc.integer(BETWEEN), fc.integer(BETWEEN)),
  n: fc.integer({ min: 1, max: 9 }),
  rule: fc.constantFrom("sgd", "newton"),
  grid: fc.boolean(),
  word: fc.string({ unit: "grapheme", maxLength: 10 }),
  own: fc.string(),
});

describe("an address", () => {
  it("brings back what was set and looked at, and nothing that stays in the tab", () => {
    fc.assert(
      fc.property(values, fc.nat(500), (set, step) => {
        const written = writeAddress("svd", fields, set, step);
        expect(written).toMatch(/^#\/svd(\?[!-~]+)?$/); // what any mail program takes for one link
        const { lesson, query } = readAddress(written);
        expect(lesson).toBe("svd");
        expect(readState(fields, query)).toEqual({ values: { ...set, own: "none" }, step, refused: [] });
      }),
    );
  });

  it("says nothing of what is as it begins", () => {
    expect(writeAddress("svd", fields, initial, 0)).toBe("#/svd");
    expect(writeAddress("svd", fields, { ...initial, n: 4 }, 2)).toBe("#/svd?n=4&step=3");
  });

  it("is the list of all lessons when it is empty", () => {
    for (const hash of ["", "#", "#/", "#/?"]) expect(readAddress(hash).lesson).toBe("");
  });

  it("is read to its end, question marks included", () => {
    expect(readAddress("#/a?word=x?y&n=2").query.get("word")).toBe("x?y");
    expect(readAddress("#/a?word=x\ny").query.get("word")).toBe("x\ny");
  });
});

describe("a link that says nonsense", () => {
  it("never throws, and what comes of it is what the fields can hold", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 4 }),
        (hash, pairs) => {
          readAddress(hash);
          const state = readState(fields, new URLSearchParams([...pairs, ["A", hash]]));
          const values: Readonly<Record<string, unknown>> = state.values;
          const held = Object.entries(fields).map(([name, { read, write }]) => read(write(values[name] as never)));
          expect(held).not.toContain(null);
          expect(state.step).toBe(0);
        },
      ),
    );
  });

  it.each([
    ["A=1_2~3", ["A"]],
    ["b=1_2_3", ["b"]],
    ["n=10", ["n"]],
    ["n=2.5", ["n"]],
    ["rule=adam", ["rule"]],
    ["grid=1", ["grid"]],
    [`word=${"x".repeat(41)}`, ["word"]],
    ["own=1_2", ["own"]],
    ["step=0", ["step"]],
    ["step=-1", ["step"]],
    ["step=1e3", ["step"]],
    ["step=99999", ["step"]],
    ["stranger=1", ["stranger"]],
    ["__proto__=1&constructor=2", ["__proto__", "constructor"]],
    ["n=4&n=5", ["n"]],
  ])("is told what is refused, and that part is as it begins: %s", (query, refused) => {
    expect(readState(fields, new URLSearchParams(query))).toEqual({ values: initial, step: 0, refused });
  });

  it("is refused where two parts that must fit do not, whichever of them it says", () => {
    const sizes = { least: 2, most: 3 };
    const pair = { A: fields.A, b: vector([1, 2], RANGE, sizes), n: fields.n };
    const fits = [{ of: ["A", "b"], holds: ({ A, b }: ValuesOf<typeof pair>) => A.length === b.length }];
    const read = (query: string) => readState(pair, new URLSearchParams(query), fits);
    expect(read("A=1_2~3_4~5_6&b=1_2_3&n=4").refused).toEqual([]);
    for (const [query, refused] of [
      ["A=1_2~3_4~5_6&b=5_6&n=4", ["A", "b"]],
      ["A=1_2~3_4~5_6&n=4", ["A"]],
      ["b=1_2_3&n=4", ["b"]],
    ] as const) {
      expect(read(query)).toEqual({ values: { A: pair.A.initial, b: pair.b.initial, n: 4 }, step: 0, refused });
    }
  });

  it("keeps what it says rightly", () => {
    const { values, step, refused } = readState(fields, new URLSearchParams("n=4&b=x&step=2"));
    expect([values["n"], values["b"], step, refused]).toEqual([4, [1, 2], 1, ["b"]]);
  });
});
