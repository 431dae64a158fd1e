import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { readAddress, readState } from "../src/state/address.js";
import { FOLDER, LESSONS, lessonOf, readCopied } from "./copied.js";

// What was copied in lessons.spec.ts, outside of the page.

test("what was copied is correct TypeScript, strictly, and on the built packages says what the page said", async () => {
  const all = await Promise.all(LESSONS.map(async ({ id }) => ({ id, ...(await readCopied(id)) })));
  const programs = join(FOLDER, "programs");
  await rm(programs, { recursive: true, force: true });
  await mkdir(programs, { recursive: true });
  for (const { id, program } of all) await writeFile(join(programs, `${id}.ts`), program);
  const options = {
    strict: true,
    noImplicitReturns: true,
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "Bundler",
    lib: ["ES2023", "ESNext.Disposable", "DOM"],
    types: [],
    skipLibCheck: true,
  };
  await writeFile(join(programs, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
  await writeFile(join(programs, "package.json"), '{ "type": "module" }');
  await writeFile(join(programs, "run.mjs"), RUN);
  const node = (...words: string[]): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, words, { cwd: programs, maxBuffer: 2 ** 28 });
  const tsc = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
  expect(
    await node(tsc, "-p", ".", "--pretty", "false").catch(({ stdout }: { stdout: string }) => stdout),
  ).toMatchObject({ stdout: "" });
  await node("run.mjs", ...LESSONS.map(({ id }) => id));
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
