import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readAddress, readState } from "../src/state/address.js";
import { compileIn, nodeIn } from "./compiled.js";
import { FOLDER, LESSONS, lessonOf, readCopied } from "./copied.js";

// What was copied in lessons.spec.ts, outside of the page.

test("what was copied is correct TypeScript, strictly, and on the built packages says what the page said", async () => {
  const all = await Promise.all(LESSONS.map(async ({ id }) => ({ id, ...(await readCopied(id)) })));
  const programs = join(FOLDER, "programs");
  await rm(programs, { recursive: true, force: true });
  await mkdir(programs, { recursive: true });
  for (const { id, program } of all) await writeFile(join(programs, `${id}.ts`), program);
  await writeFile(join(programs, "run.mjs"), RUN);
  expect(await compileIn(programs)).toBe("");
  await nodeIn(programs, "run.mjs", ...LESSONS.map(({ id }) => id));
  const { deserialize } = await import("node:v8");
  for (const { id, link, caption } of all) {
    const lesson = await lessonOf(id);
    const { values } = readState(lesson.fields, readAddress(new URL(link).hash).query);
    const printed: unknown = deserialize(await readFile(join(programs, `${id}.bin`)));
    expect(lesson.caption(printed, values)).toBe(caption);
  }
});

/** Runs programs and keeps what each prints. */
const RUN = `
import { writeFileSync } from "node:fs";
import { serialize } from "node:v8";
for (const id of process.argv.slice(2)) {
  const printed = [];
  console.log = (...what) => printed.push(what);
  await import(\`./\${id}.js\`);
  if (printed.length !== 1 || printed[0].length !== 1) throw new Error(\`\${id} was to print once\`);
  writeFileSync(\`\${id}.bin\`, serialize(printed[0][0]));
}
process.exit();
`;
