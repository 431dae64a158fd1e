import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Page, expect } from "@playwright/test";
import type { Lesson } from "../src/lessons/lesson.js";
import { takeHome } from "../src/lessons/program.js";
import { readAddress, readState } from "../src/state/address.js";
import { LessonVisit, test } from "./lessons/lesson.js";

// What a visitor can do in every lesson, whatever it is about.

const app = join(import.meta.dirname, "..");
const folder = join(app, "artifacts/copied");
const ids = (await readdir(join(app, "src/lessons"), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The window in which a lesson is one screen. */
const desktop = { width: 1280, height: 900 };

/** What was copied from a lesson's page, and what the page said then. */
interface Copied {
  readonly link: string;
  readonly program: string;
  readonly caption: string;
}

const lessonOf = async (id: string): Promise<Lesson> =>
  ((await import(`../src/lessons/${id}/lesson.ts`)) as { lesson: Lesson }).lesson;

/** Presses a button that copies, and reads what it copied. */
async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  await expect(page.locator(".take-home").getByRole("status")).toContainText("copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Problems that axe finds serious or critical, in words; of all kinds, or of one. */
async function obstacles(page: Page, kind?: string): Promise<string[]> {
  const found = await page.evaluate(async (kind) => {
    const only = kind === undefined ? {} : { runOnly: [kind] };
    const { violations } = await axe.run({ resultTypes: ["violations"], ...only });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes.map(({ target }) => String(target)),
    }));
  }, kind);
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, where }) => `${id}: ${where.slice(0, 3).join(", ")}`);
}

declare const axe: typeof import("axe-core");
const axeProgram = await readFile(join(app, "node_modules/axe-core/axe.min.js"), "utf8");

// without transitions, so that colours are what they will be
test.use({ permissions: ["clipboard-read", "clipboard-write"], contextOptions: { reducedMotion: "reduce" } });

test.beforeAll(async () => mkdir(folder, { recursive: true }));

test("the list leads to every lesson @plain", async ({ page }) => {
  await page.goto("/");
  const links = page.locator(".listings a");
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
    expect.arrayContaining(ids.map((id) => `#/${id}`)),
  );
  await page.evaluate(axeProgram);
  expect(await obstacles(page)).toEqual([]);
});

for (const id of ids) {
  test(`${id}: opens, goes through its steps, can be passed on and taken home`, async ({ page, lesson }) => {
    await page.setViewportSize(desktop);
    await page.goto("/");
    await page.locator(`.listings a[href="#/${id}"]`).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(lesson.caption).not.toBeEmpty({ timeout: 30_000 });
    await settled(lesson);
    await expectOneScreen(page);
    await throughSteps(lesson);
    await expectOneScreen(page);
    const isQuick = (await lessonOf(id)).trains !== true; // training again takes seconds, and other tests do
    if (isQuick) await change(page);
    await settled(lesson);
    const caption = await lesson.text();
    const link = await copied(page, "Copy link");
    const program = await copied(page, "Copy as TypeScript");
    await expectProgram(id, link, program);
    await page.evaluate(axeProgram);
    expect(await obstacles(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await obstacles(page, "color-contrast")).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    if (isQuick) await follow(page, link, caption);
    const said: Copied = { link, program, caption };
    await writeFile(join(folder, `${id}.json`), JSON.stringify(said));
  });
}

/** Picture, step and code are seen at once. */
async function expectOneScreen(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight)).toBe(desktop.height);
}

/** By keyboard to the last step, one by one. */
async function throughSteps({ page, slider }: LessonVisit): Promise<void> {
  const count = Number(await slider.getAttribute("max"));
  await slider.press("Home");
  const passed = await slider.evaluateHandle((input) => {
    const texts = [input.getAttribute("aria-valuetext")];
    const note = (): unknown => texts.push(input.getAttribute("aria-valuetext"));
    new MutationObserver(note).observe(input, { attributeFilter: ["aria-valuetext"] });
    return texts;
  });
  for (let at = 1; at < count; at++) await page.keyboard.press("ArrowRight");
  expect(await passed.jsonValue()).toEqual(Array.from({ length: count }, (_, i) => `step ${i + 1} of ${count}`));
}

/** Changes the first thing that can be changed. */
async function change(page: Page): Promise<void> {
  const first = page.locator(".lesson-picture").locator("input, select, [role=slider]").first();
  if ((await first.count()) === 0) return;
  const before = page.url();
  for (const key of ["ArrowUp", "ArrowDown"]) {
    await first.press(key);
    const moved = await page
      .waitForFunction((before) => location.href !== before, before, { timeout: 1500 })
      .then(
        () => true,
        () => false,
      );
    if (moved) return;
  }
}

/** Until nothing is being computed. */
async function settled({ page }: LessonVisit): Promise<void> {
  await expect(page.locator(".lesson")).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
}

/** What is copied is what the unit tests run: the lesson's code with the inputs of the link. */
async function expectProgram(id: string, link: string, program: string): Promise<void> {
  const { fields } = await lessonOf(id);
  const { values, refused } = readState(fields, readAddress(new URL(link).hash).query);
  expect(refused).toEqual([]);
  const source = await readFile(join(app, `src/lessons/${id}/code.ts`), "utf8");
  const title = /^\/\/ (.*?)\. Linnet:/.exec(program)?.[1] ?? "";
  expect(program).toBe(takeHome(title, source, fields, values));
}

/** Whoever follows the link sees the same. */
async function follow(page: Page, link: string, caption: string): Promise<void> {
  const other = await page.context().newPage();
  const visit = new LessonVisit(other);
  const step = await new LessonVisit(page).slider.getAttribute("aria-valuetext");
  await other.goto(link);
  await expect(visit.caption).not.toBeEmpty({ timeout: 30_000 });
  await settled(visit);
  expect(await visit.text()).toBe(caption);
  await expect(visit.slider).toHaveAttribute("aria-valuetext", step ?? "");
  await other.close();
}

test("what was copied is correct TypeScript, strictly, and on the built packages says what the page said", async () => {
  const all = await Promise.all(
    ids.map(async (id) => ({ id, ...(JSON.parse(await readFile(join(folder, `${id}.json`), "utf8")) as Copied) })),
  );
  const programs = join(folder, "programs");
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
  const tsc = join(app, "node_modules/typescript/bin/tsc");
  expect(
    await node(tsc, "-p", ".", "--pretty", "false").catch(({ stdout }: { stdout: string }) => stdout),
  ).toMatchObject({ stdout: "" });
  await node("run.mjs", ...ids);
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
