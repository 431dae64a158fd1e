import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal } from "../../testing.js";
import { type Json, parseJson } from "./json.js";

const parse = (text: string): unknown => plain(parseJson("parse", new TextEncoder().encode(text), 8));
const whole = fc
  .jsonValue({ depthSize: "small" })
  .filter((value) => !/\\ud|(?<![\d.])\d{16,}(?![\d.eE])/.test(JSON.stringify(value))); // nor integers that may not be exact

/** The value as text, or how it was refused: by whom does not matter. */
function reading(read: () => unknown): string {
  let text = "";
  const outcome = refusal(() => (text = JSON.stringify(read())));
  return outcome === "accepted"
    ? text
    : outcome.replace(
        /^(Syntax|Format)Error: (?!.*(each name once|whole characters|integers that float64 holds|numbers that float64 holds)).*/s,
        "refused",
      );
}

/** As `JSON.parse` has it. */
function plain(value: Json): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member.value)]));
  return value;
}

describe("parseJson", () => {
  it("reads what JSON.stringify writes, indented or not", () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses whatever JSON.parse refuses, and reads the rest alike, but for names given twice and numbers that would change", () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.nat(3),
      fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "0", "-", ".", "\\", "\n", "u"),
    );
    fc.assert(
      fc.property(whole, fc.array(edit, { minLength: 1, maxLength: 3 }), (value, edits) => {
        const text = edits.reduce((t, [at, cut, put]) => {
          const start = at % (t.length + 1);
          return t.slice(0, start) + put + t.slice(start + cut);
        }, JSON.stringify(value));
        const theirs = reading(() => JSON.parse(text));
        const ours = reading(() => parse(text));
        expect([
          theirs,
          expect.stringMatching(
            /each name once|whole characters|integers that float64 holds|numbers that float64 holds/,
          ),
        ]).toContainEqual(ours);
      }),
      { numRuns: 1000 },
    );
  });

  it("says where every member's name stands, in bytes, also after text that is not ASCII", () => {
    const text = '{"größe😀": 1, "b": {"c": 2}}';
    const root = parseJson("parse", new TextEncoder().encode(text), 8) as ReadonlyMap<string, { at: number }>;
    expect([...root].map(([name, { at }]) => [name, at])).toEqual([
      ["größe😀", 9],
      ["b", 27],
    ]);
  });

  it.each([
    ['{"a":1,"a":2}', 'each name once; got a second "a" at byte 15'],
    ['{"a":1,"\\u0061":2}', 'each name once; got a second "a" at byte 15'],
    ['{"a" 1}', '":" here; got "1" at byte 13'],
    ['{"a":1', '"," or "}" here; got its end at byte 14'],
    ["[1 2]", '"," or "]" here; got "2" at byte 11'],
    ["[1,]", 'a value here; got "]" at byte 11'],
    ["{'a':1}", 'a name in quotes here; got "\'" at byte 9'],
    ["01", "numbers without empty or superfluous digits; got another number at byte 8"],
    ["1e999", "numbers that float64 holds; got a larger one at byte 8"],
    ["NaN", 'a value here; got "N" at byte 8'],
    ['"abc', "strings with an end; got one without at byte 8"],
    ['"\\x"', "strings with JSON's escapes; got another at byte 8"],
    ['"a\n"', 'strings without control characters; got "\\n" at byte 10'],
    ['"\\\n"', "strings with JSON's escapes; got another at byte 8"],
    ['"\\ud800"', "whole characters; got half a surrogate pair at byte 8"],
    ["[".repeat(40), 'nested at most 16 deep; got "[" at byte 25'],
    ["", "a value here; got its end at byte 8"],
  ])("refuses %s", (text, problem) => {
    expect(refusal(() => parse(text))).toBe(
      `FormatError: parse: the header must be JSON: ${problem}. The file may be damaged.`,
    );
  });

  it("refuses a string that is not UTF-8", () => {
    const bytes = Uint8Array.of(0x22, 0xff, 0x22);
    expect(refusal(() => parseJson("parse", bytes, 8))).toBe(
      "FormatError: parse: the header must be JSON: strings in UTF-8; got other bytes at byte 8. The file may be damaged.",
    );
  });

  it("reads long strings, numbers and spaces without a deep stack", () => {
    const long = 4_000_000;
    expect(parse(`"${"a".repeat(long)}"`)).toHaveLength(long);
    expect(parse(`"${"\\n".repeat(long)}"`)).toHaveLength(long);
    expect(parse(" ".repeat(long) + "0." + "1".repeat(long))).toBe(1 / 9);
  });
});
