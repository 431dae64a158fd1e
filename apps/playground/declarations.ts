import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import { sandboxLibrary } from "./sandbox-library.js";

/** A file's text by its path in the folder of its package. */
export type Texts = Readonly<Record<string, string>>;

const PACKAGES = fileURLToPath(new URL("../../packages", import.meta.url));
const NAME = "virtual:declarations";
/** The language, as its engines have it. */
const LANGUAGE = ["es2023", "esnext.disposable"];
/** A worker; the sandbox has a part of it. */
const WORKER = ["webworker", "webworker.iterable", "webworker.asynciterable"];

/**
 * The packages' declarations, as they are published, as modules of text that the editor's type checker reads:
 * `virtual:declarations` has every package's package.json and imports the rest when it is asked for.
 */
export function declarations(): Plugin {
  return {
    name: "linnet:declarations",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${NAME}`)) return undefined;
      const part = id.slice(NAME.length + 2);
      if (part === "") return contents(await manifests());
      return `export default ${JSON.stringify(part === "libraries" ? await libraries() : await declarationsOf(part))};`;
    },
  };
}

function contents(manifests: Texts): string {
  const imports = ["libraries", ...Object.keys(manifests)].map(
    (part) => `  ${JSON.stringify(part)}: () => import(${JSON.stringify(`${NAME}/${part}`)}),`,
  );
  return `export const manifests = ${JSON.stringify(manifests)};\nexport const load = {\n${imports.join("\n")}\n};`;
}

/** Every package's package.json, as far as it says what can be imported. */
export async function manifests(): Promise<Texts> {
  const folders = (await readdir(PACKAGES)).sort();
  const texts = folders.map(async (folder) => {
    const { name, publishConfig, dependencies } = await manifestOf(folder);
    return [name, JSON.stringify({ name, exports: publishConfig.exports, dependencies })] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

interface Manifest {
  readonly name: string;
  readonly publishConfig: { readonly exports: Readonly<Record<string, { readonly types: string }>> };
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(PACKAGES, folder, "package.json"), "utf8"));
}

/** The declarations that can be reached from what a package exports. Its other files say nothing to anybody else. */
export async function declarationsOf(name: string): Promise<Texts> {
  const folder = join(PACKAGES, name.replace("@linnet/", ""));
  const { publishConfig } = await manifestOf(relative(PACKAGES, folder));
  const texts: Record<string, string> = {};
  const read = async (file: string): Promise<void> => {
    const path = relative(folder, file);
    if (path in texts) return;
    texts[path] = ""; // it is being read
    const text = await readFile(file, "utf8");
    texts[path] = text.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
    const imported = Array.from(text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+)\.js"/g), ([, at]) => at);
    await Promise.all(imported.map((at) => read(join(dirname(file), `${at}.d.ts`))));
  };
  await Promise.all(Object.values(publishConfig.exports).map(({ types }) => read(join(folder, types))));
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The declarations of the language and of the sandbox, out of those of the TypeScript that Monaco brings. */
export async function libraries(): Promise<Texts> {
  const path = "monaco-editor/languages/features/typescript/lib/lib.js";
  const { libFileMap } = await import(pathToFileURL(createRequire(import.meta.url).resolve(path)).href);
  const textOf = (name: string): string => libFileMap[`lib.${name}.d.ts`];
  const texts: Record<string, string> = { "lib.sandbox.d.ts": sandboxLibrary(WORKER.map(textOf).join("\n")) };
  const add = (name: string): void => {
    const file = `lib.${name}.d.ts`;
    if (file in texts) return;
    texts[file] = textOf(name);
    for (const [, other] of texts[file].matchAll(/reference lib="([^"]+)"/g)) add(other);
  };
  LANGUAGE.forEach(add);
  return texts;
}
