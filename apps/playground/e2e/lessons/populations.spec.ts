import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("three populations are told apart by two axes; below the threshold nothing is", async ({ page, lesson }) => {
  await lesson.open("populations");
  await expect(lesson.caption).toContainText("2 axes stand out from noise, as there should be with F = 0.02");
  await expect(lesson.caption).toContainText("everybody is put to their own population");
  await expect(page.locator(".populations .point-mark")).toHaveCount(90 + 3); // people, and the legend
  await page.getByRole("slider", { name: "Drift F" }).press("Home");
  await expect(lesson.caption).toContainText("under the threshold");
  await expect(lesson.caption).not.toContainText("everybody");
});

test("more populations have more axes", async ({ page, lesson }) => {
  await lesson.open("populations?populations=2&step=7");
  await expect(lesson.caption).toContainText("One axis stands out");
  await expect(lesson.step).toHaveText("Ask which of them could be noise");
  await page.getByRole("slider", { name: "Populations" }).press("End");
  await expect(lesson.caption).toContainText("4 axes stand out");
});
