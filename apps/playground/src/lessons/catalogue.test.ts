import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PARTS } from "./catalogue.js";
import { LISTINGS } from "./load-lesson.js";

const here = import.meta.dirname;
const folders = readdirSync(here).filter((name) => statSync(join(here, name)).isDirectory());
const all = PARTS.flatMap(({ lessons }) => lessons);

describe("the catalogue", () => {
  it("lists every lesson once, under a name that needs nothing escaped in a link", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { id } of all) expect(encodeURIComponent(id)).toMatch(/^[a-z-]+$/);
  });

  it("says of each what one sees in it, in a short sentence", () => {
    for (const { idea } of all) {
      expect(idea).toMatch(/^[\p{Lu}\d].*[.?!]$/u);
      expect(idea.length).toBeLessThan(80);
    }
  });

  it("lists every folder, and of those it lists the ones that stand", () => {
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(folders));
    expect(LISTINGS.map(({ id }) => id)).toEqual(all.map(({ id }) => id).filter((id) => folders.includes(id)));
  });

  it.each(folders)("%s has its code, its lesson, its view and the tests of both sides", (id) => {
    const files = ["code.ts", "lesson.ts", "view.tsx", "code.test.ts", `../../../e2e/lessons/${id}.spec.ts`];
    expect(files.filter((file) => !existsSync(join(here, id, file)))).toEqual([]);
  });
});
