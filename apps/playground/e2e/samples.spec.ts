import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { SAMPLES } from "../src/samples/catalogue.js";
import { compileIn, nodeIn } from "./compiled.js";

const app = join(import.meta.dirname, "..");
const folder = join(app, "artifacts/samples");

/** All that TypeScript can be asked to be strict about, besides. */
const STRICTEST = {
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
};

test("every sample is correct TypeScript under the strictest options, and runs on the built packages", async () => {
  test.setTimeout(300_000); // a process for each
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { id } of SAMPLES) await cp(join(app, `src/samples/${id}.ts`), join(folder, `${id}.ts`));
  expect(await compileIn(folder, STRICTEST)).toBe("");
  for (const { id } of SAMPLES) {
    const { stdout } = await nodeIn(folder, `${id}.js`);
    expect(stdout.trim(), id).not.toBe("");
    expect(stdout, id).not.toMatch(/\bundefined\b|\[object/);
  }
});
