import { join } from "node:path";
import { expect } from "@playwright/test";
import { PARTS } from "../src/lessons/catalogue.js";
import { test } from "./lessons/lesson.js";

/** Pictures of every lesson for people to look at; git ignores the folder. */
const FOLDER = join(import.meta.dirname, "../artifacts/page");
const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const lessons = PARTS.flatMap((part) => part.lessons);

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("every lesson has its picture taken, on a phone in the dark and on a desktop in the light", async ({ page }) => {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: device === "phone" ? "dark" : "light" });
    await page.goto("/");
    const take = async (name: string): Promise<void> => {
      await page.screenshot({ path: join(FOLDER, `${name}-${device}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    };
    await expect(page.locator(".listings").first()).toBeVisible();
    await take("overview");
    for (const { id, title } of lessons) {
      await page.evaluate((hash) => (location.hash = hash), `#/${id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title); // no longer the lesson before
      await expect(page.locator('[data-testid="caption"]:not(:empty)')).toBeVisible({ timeout: 30_000 });
      await take(id);
    }
  }
});
