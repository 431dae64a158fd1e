import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./playground.js";

/** Pictures of the page for people to look at; git ignores the folder. */
const FOLDER = join(import.meta.dirname, "../artifacts/page");
const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

for (const [device, viewport] of Object.entries(VIEWPORTS)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`on a ${device} in the ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce" } as object);

      test(`fits the screen (${device}, ${colorScheme})`, async ({ page, playground }) => {
        await playground.open();
        await page.getByLabel("Fast").check();
        await playground.button("Start").click();
        await expect(playground.accuracy).toBeVisible({ timeout: 60_000 });
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(FOLDER, `${device}-${colorScheme}.png`), fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(viewport.width);
      });
    });
  }
}
