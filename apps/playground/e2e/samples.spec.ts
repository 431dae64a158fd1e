import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { SAMPLES } from "../src/samples/catalogue.js";

const app = join(import.meta.dirname, "..");
const folder = join(app, "artifacts/samples");

/** All that TypeScript can be asked to be strict about. */
const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "Bundler",
  lib: ["ES2023", "ESNext.Disposable", "DOM"],
  types: [],
  skipLibCheck: true,
};

const node = (...words: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 28 });

test("every sample is correct TypeScript under the strictest options, and runs on the built packages", async () => {
  test.setTimeout(300_000); // a process for each
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { id } of SAMPLES) await cp(join(app, `src/samples/${id}.ts`), join(folder, `${id}.ts`));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["*.ts"] }));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const tsc = join(app, "node_modules/typescript/bin/tsc");
  const compiled = await node(tsc, "-p", ".", "--pretty", "false").catch(({ stdout }: { stdout: string }) => ({
    stdout,
  }));
  expect(compiled.stdout).toBe("");
  for (const { id } of SAMPLES) {
    const { stdout } = await node(`${id}.js`);
    expect(stdout.trim(), id).not.toBe("");
    expect(stdout, id).not.toMatch(/\bundefined\b|\[object/);
  }
});
