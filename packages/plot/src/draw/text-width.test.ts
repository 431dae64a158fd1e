import { describe, expect, it } from "vitest";
import { shorten, textWidth, wrapText } from "./text-width.js";

describe("textWidth", () => {
  it("grows with the size, and adds up", () => {
    expect(textWidth("Wide i", 20)).toBeCloseTo(2 * textWidth("Wide i", 10), 10);
    expect(textWidth("ab", 10)).toBeCloseTo(textWidth("a", 10) + textWidth("b", 10), 10);
  });

  it("counts an accent as nothing, whether it is a character of its own or not", () => {
    expect(textWidth("e\u0301", 10)).toBe(textWidth("e", 10));
    expect(textWidth("é", 10)).toBe(textWidth("e", 10));
  });

  it("gives wide scripts and emoji an em or more", () => {
    for (const wide of ["漢", "한", "🙂"]) expect(textWidth(wide, 10)).toBeGreaterThanOrEqual(10);
  });
});

describe("shorten and wrapText", () => {
  it("keep what fits, and end what does not with an ellipsis", () => {
    expect(shorten("short", 10, 100)).toBe("short");
    const cut = shorten("a rather long name", 10, 60);
    expect(cut).toMatch(/^a rath.*…$/);
    expect(textWidth(cut, 10)).toBeLessThanOrEqual(60);
  });

  it("break between words only, into lines no wider than they may be", () => {
    const lines = wrapText("one two three  four unbreakableunbreakable", 10, 70);
    for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(70);
    expect(lines.slice(0, -1).join(" ")).toBe("one two three four");
  });
});
