// The first example of the README, as a reader would copy it.
import { readFileSync } from "node:fs";

/** @returns {{ code: string, packages: string[] }} the code, and the packages of this repository that it imports */
export function firstExample() {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, code] = /## First example[^]*?```js\n([^]*?)```/.exec(readme) ?? [];
  if (!code) throw new Error("README.md has no js block under the heading First example");
  const packages = [...code.matchAll(/from "(@linnet\/[\w-]+)/g)].map(([, name]) => name);
  return { code, packages: [...new Set(packages)] };
}
