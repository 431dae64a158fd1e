import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Page, expect } from "@playwright/test";
import { takeHome } from "../src/lessons/program.js";
import { readAddress, readState } from "../src/state/address.js";
import { LESSONS, keepCopied, lessonOf } from "./copied.js";
import { LessonVisit, test } from "./lessons/lesson.js";
import { obstacles } from "./obstacles.js";

// What a visitor can do in every lesson, whatever it is about; each has its picture taken on the way.

const app = join(import.meta.dirname, "..");

/** Pictures for people to look at; git ignores the folder. */
const PICTURES = join(app, "artifacts/page");

const phone = { width: 390, height: 844 };
/** The window in which a lesson is one screen. */
const desktop = { width: 1280, height: 900 };

/** Presses a button that copies, and reads what it copied. */
async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  await expect(page.locator(".take-home").getByRole("status")).toContainText("copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

// without transitions, so that colours are what they will be
test.use({ permissions: ["clipboard-read", "clipboard-write"], contextOptions: { reducedMotion: "reduce" } });

test.describe.configure({ mode: "parallel" }); // each lesson for itself

/** Takes a picture on a phone in the dark, then on a desktop in the light; nothing overflows. */
async function takePictures(page: Page, name: string): Promise<void> {
  for (const [device, viewport, colorScheme] of [
    ["phone", phone, "dark"],
    ["desktop", desktop, "light"],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${device}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  }
}

test("the list leads to every lesson @plain", async ({ page, lesson }) => {
  await lesson.list();
  const links = page.locator(".listings a");
  const folders = (await readdir(join(app, "src/lessons"), { withFileTypes: true })).filter((one) => one.isDirectory());
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
    expect.arrayContaining(folders.map(({ name }) => `#/${name}`)),
  );
  await takePictures(page, "overview");
  expect(await obstacles(page)).toEqual([]);
});

for (const { id, title } of LESSONS) {
  test(`${id}: opens, goes through its steps, can be passed on and taken home`, async ({ page, lesson }) => {
    await lesson.list();
    await page.locator(`.listings a[href="#/${id}"]`).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(lesson.caption).not.toBeEmpty({ timeout: 30_000 });
    await settled(lesson);
    await takePictures(page, id);
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
    expect(await obstacles(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await obstacles(page, "color-contrast")).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    if (isQuick) await follow(page, link, caption);
    await keepCopied(id, { link, program, caption });
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

/** Whoever follows the link sees the same: another page loads it anew. */
async function follow(page: Page, link: string, caption: string): Promise<void> {
  const context = page.context();
  const other = context.pages().find((open) => open !== page) ?? (await context.newPage());
  const visit = new LessonVisit(other);
  const step = await new LessonVisit(page).slider.getAttribute("aria-valuetext");
  await other.goto("about:blank");
  await other.goto(link);
  await expect(visit.caption).not.toBeEmpty({ timeout: 30_000 });
  await settled(visit);
  expect(await visit.text()).toBe(caption);
  await expect(visit.slider).toHaveAttribute("aria-valuetext", step ?? "");
}
