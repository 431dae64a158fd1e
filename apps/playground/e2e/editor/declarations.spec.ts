import { posix } from "node:path";
import { expect, test } from "@playwright/test";
import { declarationsOf, libraries, manifests } from "../../declarations.js";

/** Packages that are not given to the editor: those that declarations speak of inside, and those of tests and interchange. */
const ELSEWHERE = /^(@observablehq\/plot|@stdlib\/.+|apache-arrow|fast-check|fraction\.js|hyparquet|node:zlib|vitest)$/;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly types: string }>>;
}

test("the editor has the declarations of all that the packages export, and of all that these import", async () => {
  const packages = Object.values(await manifests()).map((text) => JSON.parse(text) as Manifest);
  expect(packages.length).toBeGreaterThan(8);
  const entries = packages.flatMap(({ name, exports }) => Object.keys(exports).map((path) => posix.join(name, path)));
  for (const { name, exports } of packages) {
    const texts = await declarationsOf(name);
    for (const { types } of Object.values(exports)) expect(Object.keys(texts), name).toContain(posix.join(types));
    for (const [path, text] of Object.entries(texts)) {
      expect(text).not.toContain("sourceMappingURL");
      for (const [, other] of text.matchAll(/^(?:import|export) .*from "([^"]+)";$/gm)) {
        const found = other.startsWith(".")
          ? posix.join(posix.dirname(path), other.replace(/\.js$/, ".d.ts")) in texts
          : entries.includes(other) || ELSEWHERE.test(other);
        expect(found, `${name}/${path} imports ${other}`).toBe(true);
      }
    }
  }
});

test("the declarations of the language refer to no others", async () => {
  const texts = await libraries();
  for (const text of Object.values(texts))
    for (const [, name] of text.matchAll(/reference lib="([^"]+)"/g))
      expect(texts).toHaveProperty([`lib.${name}.d.ts`]);
});
