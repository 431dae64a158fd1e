import { expect } from "@playwright/test";
import { weigh } from "../bench/weigh.mjs";
import { test } from "./playground.js";

/** Bytes of all that a first visit fetches, fonts and the library included. */
const BUDGET = 300_000;

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
    const told = files.map(({ file, bytes }) => `${bytes} ${file}`).join("\n");
    expect(
      files.reduce((sum, { bytes }) => sum + bytes, 0),
      told,
    ).toBeLessThanOrEqual(BUDGET);
  }
});
