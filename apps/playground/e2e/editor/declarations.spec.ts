import { posix } from "node:path";
import { expect } from "@playwright/test";
import { libFileMap } from "monaco-editor/languages/features/typescript/lib/lib.js";
import {
  type Diagnostic,
  createLanguageService,
} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import { declarationsOf, libraries, manifests } from "../../declarations.js";
import { compilerOptions } from "../../src/editor/monaco/types/compiler-options.js";
import { LIBRARIES, PROGRAM, VirtualFiles } from "../../src/editor/monaco/types/virtual-files.js";
import { PHONE, test } from "./editor.js";

test.use(PHONE);

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

/** A folder of declarations which are themselves looked at. */
class LookedAt extends VirtualFiles {
  override getCompilationSettings(): object {
    return { ...compilerOptions, skipLibCheck: false };
  }
}

/** Whether declarations name anything that browsers have, and the language has not. */
function isOfBrowsers(text: string): boolean {
  const words = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").match(/\b[A-Z]\w+/g) ?? [];
  return words.some((word) => BROWSERS.has(word));
}

const BROWSERS = new Set(
  ["dom", "webworker"].flatMap((name) =>
    Array.from(libFileMap[`lib.${name}.d.ts`].matchAll(/^(?:interface|type) (\w+)/gm), ([, word]) => word),
  ),
);

test("the packages' declarations are right with what the sandbox has, and that is right in itself", async () => {
  const files = new LookedAt();
  const paths: string[] = [];
  const imports: string[] = [];
  const add = (folder: string, texts: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(texts)) {
      files.add(`${folder}/${path}`, text);
      if (folder === LIBRARIES ? path === "lib.sandbox.d.ts" : isOfBrowsers(text)) paths.push(`${folder}/${path}`);
    }
  };
  add(LIBRARIES, await libraries());
  for (const [name, manifest] of Object.entries(await manifests())) {
    files.add(`/node_modules/${name}/package.json`, manifest);
    add(`/node_modules/${name}`, await declarationsOf(name));
    imports.push(...Object.keys((JSON.parse(manifest) as Manifest).exports).map((path) => posix.join(name, path)));
  }
  expect(paths.length).toBeGreaterThan(10);
  files.write(imports.map((name) => `import type {} from "${name}";`).join("\n"));
  const service = createLanguageService(files);
  expect(service.getCompilerOptionsDiagnostics()).toEqual([]);
  const wrong = (path: string): readonly Diagnostic[] =>
    [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].filter(
      ({ messageText }) => !ELSEWHERE.test(/^Cannot find module '(.*)' or/.exec(String(messageText))?.[1] ?? ""),
    );
  for (const path of [PROGRAM, ...paths])
    expect(
      wrong(path).map(({ messageText }) => messageText),
      path,
    ).toEqual([]);
});

test("a program finds everything in the sandbox that its types know", async ({ editor }) => {
  const { "lib.sandbox.d.ts": text } = await libraries();
  const names = Array.from(text.matchAll(/^declare (?:var|function|namespace) (\w+)/gm), ([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(["console", "setTimeout", "URL", "structuredClone", "WebAssembly"]));
  await editor.run(
    `console.log(${JSON.stringify(names)}.filter((name) => !(name in globalThis)).join());\nconsole.log("all");`,
  );
  await expect(editor.output).toContainText("all");
  await expect(editor.output.locator("pre").first()).toHaveText("");
});
