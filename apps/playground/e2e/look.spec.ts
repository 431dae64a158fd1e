import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./lessons/lesson.js";

/** Pictures of every lesson for people to look at; git ignores the folder. */
const FOLDER = join(import.meta.dirname, "../artifacts/page");
const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const ids = (await readdir(join(import.meta.dirname, "../src/lessons"), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("every lesson has its picture taken, on a phone in the dark and on a desktop in the light", async ({ page }) => {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: device === "phone" ? "dark" : "light" });
    await page.goto("/");
    for (const id of ["", ...ids]) {
      await page.evaluate((hash) => (location.hash = hash), `#/${id}`);
      const sign = id === "" ? page.locator(".listings").first() : page.locator('[data-testid="caption"]:not(:empty)');
      await expect(sign).toBeVisible({ timeout: 30_000 });
      await page.screenshot({ path: join(FOLDER, `${id || "overview"}-${device}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
  }
});
