import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadDevilsDictionary } from "./devils-dictionary.js";

describe("loadDevilsDictionary", () => {
  const text = loadDevilsDictionary();

  it("is the text that tooling/oracle/devils-dictionary.py cuts from Debian's file: by its SHA-256", () => {
    expect(createHash("sha256").update(text).digest("hex")).toBe(
      "72f74584ca478aa6fbb3747a196a708126d0e0fcdfb747209aa70cd80ffc9cf5",
    );
  });

  it("is ASCII, of entries that begin with their words in capitals", () => {
    expect([text.length, new Set(text).size]).toEqual([159774, 82]);
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text.endsWith("\n\n")).toBe(true);
    expect(text.match(/^[A-Z][A-Z '-]*, (?:n|adj|v|adv|pp|p|pro|interj|x)\. /gm)?.length).toBeGreaterThan(400);
  });
});
