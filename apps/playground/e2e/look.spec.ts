import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./playground.js";

/** Pictures of the page for people to look at; git ignores the folder. */
const FOLDER = join(import.meta.dirname, "../artifacts/page");
/** The steps that are pictured: the widest of each story. */
const STEPS: Readonly<Record<string, number>> = { LU: 5, PCA: 7, Gradient: 7 };
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
        const fits = async (): Promise<void> => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide).toBeLessThanOrEqual(viewport.width);
        };
        const steps = page.getByRole("region", { name: "Step by step" });
        const slider = steps.getByRole("slider", { name: "Step" });
        for (const story of ["PCA", "Gradient", "LU"]) {
          await steps.getByLabel(story, { exact: true }).check();
          await expect(slider).toHaveAttribute("aria-valuetext", /^step 1 of/);
          await slider.fill(String(STEPS[story]));
          await fits();
          await steps.screenshot({ path: join(FOLDER, `steps-${story.toLowerCase()}-${device}-${colorScheme}.png`) });
        }
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(FOLDER, `${device}-${colorScheme}.png`), fullPage: true });
        await fits();
      });
    });
  }
}
