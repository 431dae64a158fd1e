import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("a box has n²π²/2, less what the grid takes", async ({ page, lesson }) => {
  await lesson.open("quantum-well");
  await expect(lesson.caption).toHaveText(
    "Between two walls, on 199 points: the lowest energies are 4.935, 19.738, 44.405. The first is 4.935 in truth: the grid misses it by 2.1 × 10⁻⁵.",
  );
  await expect(page.locator(".waves .wave")).toHaveCount(3);
  await page.getByRole("slider", { name: "Grid points" }).press("Home");
  await expect(lesson.caption).toContainText("on 9 points");
  await expect(lesson.caption).toContainText("misses it by 0.8"); // (π/10)²/12 = 0.82 %
});

test("other wells: evenly spaced on a spring, in pairs where there are two", async ({ page, lesson }) => {
  await lesson.open("quantum-well?shape=spring");
  await expect(lesson.caption).toContainText("The first is 50 in truth");
  await page.getByRole("radio", { name: "Double" }).check();
  await expect(lesson.caption).toContainText("tunnels");
  await page.getByRole("radio", { name: "Finite" }).check();
  await page.getByRole("slider", { name: "Depth" }).press("End");
  await expect(lesson.caption).toContainText("All five states are bound");
  await lesson.slider.press("End");
  await expect(page.getByText("Where the particle is found")).toBeVisible();
});
