import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "./catalogue.js";
import { loadSample } from "./load-sample.js";

const all = readdirSync(import.meta.dirname);
const files = all.filter((file) => /^[a-z-]+\.ts$/.test(file));
const own = ["catalogue.ts", "load-sample.ts"];

describe("the catalogue", () => {
  it("lists every program of the folder, and nothing else, once", () => {
    const ids = SAMPLES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => `${id}.ts`).toSorted()).toEqual(files.filter((file) => !own.includes(file)).toSorted());
    expect(new Set(SAMPLES.map(({ title }) => title)).size).toBe(SAMPLES.length);
  });

  it("has tests of each group", () => {
    const named = SAMPLES.map(({ group }) => `${group.toLowerCase().replaceAll(" ", "-")}.test.ts`);
    expect(all).toEqual(expect.arrayContaining(named));
  });

  it("has each group in one piece, and says of each what it shows", () => {
    const groups = SAMPLES.map(({ group }) => group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual([...new Set(groups)]);
    for (const { idea } of SAMPLES) {
      expect(idea).toMatch(/^[\p{Lu}\d].*[.?!]$/u);
      expect(idea.length).toBeLessThan(80);
    }
  });

  it("gives the text of a sample", async () => {
    await expect(loadSample({ id: "life", title: "Life", group: "", idea: "" })).resolves.toContain("glider");
  });
});
