import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("benzene, its charge, and other molecules", async ({ page, lesson }) => {
  await lesson.open("hueckel");
  await expect(lesson.caption).toHaveText(
    "Benzene has the levels α + 2β, α + β (twice), α − β (twice), α − 2β. Its 6 π electrons have 6α + 8β, 2β beyond lone double bonds.",
  );
  await expect(page.locator(".hueckel .bond")).toHaveCount(6);
  await expect(page.locator(".levels .electrons").filter({ hasText: "↑↓" })).toHaveCount(3);
  await page.getByRole("radio", { name: "1", exact: true }).check();
  await expect(lesson.caption).toContainText("Its 5 π electrons have 5α + 7β");
  await page.getByRole("combobox", { name: "Molecule" }).selectOption("naphthalene");
  await page.getByRole("radio", { name: "0", exact: true }).check();
  await expect(lesson.caption).toContainText("10α + 13.683β, 3.683β beyond");
  await expect(page.locator(".hueckel .bond")).toHaveCount(11);
});

test("the orbital is chosen by a slider, and bond orders are read at the last step", async ({ page, lesson }) => {
  await lesson.open("hueckel?molecule=butadiene");
  const orbital = page.getByRole("slider", { name: "Orbital, from the lowest" });
  await orbital.press("Home");
  await expect(page.locator(".hueckel .lobe.tone-b, .hueckel .lobe.tone-a")).toHaveCount(4);
  const signs = await page
    .locator(".hueckel .lobe")
    .evaluateAll((all) => all.map((lobe) => lobe.getAttribute("class")));
  expect(new Set(signs).size).toBe(1); // the lowest has no node
  await lesson.slider.press("End");
  await expect(page.locator(".hueckel .order").first()).toHaveText("0.894");
  await expect(lesson.litLines.first()).toContainText("they bind");
});
