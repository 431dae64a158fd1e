import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The top of the repository. */
export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** Packages from the lowest layer up: where two export one name, an example means the lower one. */
export const packages: readonly string[] = [
  "core",
  "linalg",
  "autograd",
  "stats",
  "optimize",
  "data",
  "nn",
  "plot",
  "explain",
  "kernels",
];

/** A piece of documentation that is code. */
export interface Example {
  /** Relative to the top, with the line: `packages/core/src/ops/matmul.ts:30`. */
  readonly place: string;
  /** The package that it documents; `undefined` for the repository. */
  readonly home?: string;
  readonly code: string;
}

/** The first code block of the README of the repository and of each package. */
export function readmeExamples(): readonly Example[] {
  const files = ["README.md", ...packages.map((name) => `packages/${name}/README.md`)];
  return files.flatMap((file) => {
    if (!existsSync(root + file)) return [{ place: file, code: `throw new Error("${file} is missing")` }];
    const [, code] = /```[jt]s\n([^]*?)```/.exec(readFileSync(root + file, "utf8")) ?? [];
    return [{ place: file, code: code ?? `throw new Error("${file} has no example")` }];
  });
}

/** The code blocks of the notes on algorithms. */
export function noteExamples(): readonly Example[] {
  const names = readdirSync(`${root}docs/notes`).filter((name) => name.endsWith(".md"));
  return names.sort().flatMap((name) => {
    const text = readFileSync(`${root}docs/notes/${name}`, "utf8");
    return Array.from(text.matchAll(/```ts\n([^]*?)```/g), ([, code]) => ({ place: `docs/notes/${name}`, code }));
  });
}

/** Every `@example` of every package. */
export function docExamples(): readonly Example[] {
  return packages.flatMap((home) => sourcesUnder(`packages/${home}/src/`).flatMap((file) => examplesIn(file, home)));
}

function sourcesUnder(folder: string): readonly string[] {
  const names = readdirSync(root + folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts") && !/\.(test|test-d|bench)\.ts$|^generated/.test(name))
    .map((name) => folder + name)
    .sort();
}

function examplesIn(file: string, home: string): readonly Example[] {
  const lines = readFileSync(root + file, "utf8").split("\n");
  return lines.flatMap((line, i) => {
    if (!/^\s*\* @example$/.test(line)) return [];
    const after = lines.slice(i + 1);
    const end = after.findIndex((next) => /^\s*\*\/|^\s*\* @/.test(next));
    const code = after.slice(0, end).map((next) => next.replace(/^\s*\* ?/, ""));
    return [{ place: `${file}:${i + 1}`, home, code: code.join("\n") }];
  });
}
