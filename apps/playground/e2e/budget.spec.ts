import { expect } from "@playwright/test";
import { weigh } from "../bench/weigh.mjs";
import { PHONE } from "./editor/editor.js";
import { test } from "./playground.js";

/** Bytes of all that a first visit fetches, fonts and the library included. */
const BUDGET = 300_000;
/** Of the editor: with a text area, before anything is run, and with Monaco, the compiler and all declarations. */
const [WRITING, KNOWING] = [40_000, 2_300_000];

type Files = Awaited<ReturnType<typeof weigh>>;

function expectWithin(files: Files, budget: number): void {
  const told = files.map(({ file, bytes }) => `${bytes} ${file}`).join("\n");
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, told).toBeLessThanOrEqual(budget);
}

test("the first lesson, and the one on vectors, are opened with 300 kB", async ({ browser, baseURL }) => {
  const page = await browser.newPage();
  await page.goto(`${baseURL}/`);
  const first = (await page.locator(".listings a").first().getAttribute("href")) ?? "";
  await page.close();
  for (const lesson of new Set([first, "#/vectors"])) {
    const context = await browser.newContext();
    const files = await weigh(context, `${baseURL}/${lesson}`);
    await context.close();
    expect(files.some(({ file }) => file.includes("lesson-worker"))).toBe(true); // what workers fetch is seen, too
    expect(files.some(({ file }) => file.endsWith(".woff2"))).toBe(true);
    expectWithin(files, BUDGET);
  }
});

test("the editor opens on a phone with 40 kB, and on a computer with 2.3 MB", async ({ browser, baseURL }) => {
  for (const [options, standing, budget] of [
    [PHONE, 'main[aria-busy="false"]', WRITING],
    [{}, '.code-editor[data-help="ready"]', KNOWING],
  ] as const) {
    const context = await browser.newContext(options);
    const files = await weigh(context, `${baseURL}/editor.html`, standing);
    await context.close();
    expect(files.some(({ file }) => file.includes("rich-editor"))).toBe(options !== PHONE);
    expectWithin(files, budget);
  }
});
