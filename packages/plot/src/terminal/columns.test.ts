import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, cut, toTheRight, wrap } from "./columns.js";

describe("columnsOf", () => {
  it.each([
    ["abc", 3],
    ["e\u0301te\u0301", 3], // combining accents
    ["漢字", 4],
    ["한글", 4],
    ["ﾊﾝｶｸ", 4], // halfwidth katakana
    ["ＡＢ", 4],
    ["🙂", 2],
    ["❤", 1],
    ["❤\ufe0f", 2],
    ["🇨🇭", 4], // a flag where terminals know it, else two wide letters
    ["👩\u200d🔬", 4],
    ["שלום", 4],
    ["ไทย", 3],
    ["กี่", 1],
    ["−·█⠿…", 5],
  ])("%s takes %i", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe("cut and toTheRight", () => {
  const text = fc.array(fc.constantFrom("a", "漢", "e\u0301", "🙂", "❤\ufe0f", "ש"), { maxLength: 20 }).map((all) => all.join("")); // prettier-ignore

  it("never take more columns than there are, and lose nothing of what fits", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (whole, columns) => {
        const short = cut(whole, columns);
        expect(columnsOf(short)).toBeLessThanOrEqual(columns);
        expect(short === whole).toBe(columnsOf(whole) <= columns);
        expect(columnsOf(toTheRight(short, columns))).toBe(columns);
      }),
    );
  });

  it("wrap lines and lose no word that fits", () => {
    expect(wrap("one 漢字 three four", 9)).toEqual(["one 漢字", "three", "four"]);
    expect(wrap("unbreakable word", 6)).toEqual(["unbre…", "word"]);
  });

  it("keep accents with their letters, and have room for nothing in no columns", () => {
    expect(cut("e\u0301te\u0301s", 3)).toBe("e\u0301t…");
    expect(cut("漢字", 2)).toBe("…");
    expect(cut("ab", 0)).toBe("");
  });
});
