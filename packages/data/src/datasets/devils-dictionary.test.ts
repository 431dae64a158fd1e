import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadDevilsDictionary } from "./devils-dictionary.js";

describe("loadDevilsDictionary", () => {
  const text = loadDevilsDictionary();

  it("is the text that tooling/oracle/devils-dictionary.py cuts from Debian's file: by its SHA-256", () => {
    expect(createHash("sha256").update(text).digest("hex")).toBe(
      "d86fc925032c9d835756b76d4c8764777dc313b741a5ef0cfb310ae49d7c43a6",
    );
  });

  it("is ASCII, of entries that begin with their words in capitals", () => {
    expect([text.length, new Set(text).size]).toEqual([159803, 82]);
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text.endsWith("\n\n")).toBe(true);
    expect(text.match(/^[A-Z][A-Z '-]*, (?:n|adj|v|adv|pp|p|pro|interj|x)\. /gm)?.length).toBeGreaterThan(400);
  });
});
