import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("rounding is seen, by slider and by experiment", { tag: "@plain" }, async ({ page, lesson }) => {
  await lesson.open("floating-point");
  await expect(lesson.caption).toContainText("1.3 becomes 1.25");
  await page.getByRole("slider", { name: "Bits after the point" }).fill("6");
  await expect(lesson.caption).toContainText("1.3 becomes 1.296875");
  await page.getByLabel("Experiment").selectOption("AᵀA squares the condition");
  await expect(lesson.caption).toContainText("At δ = 10⁻⁸");
  await lesson.open("floating-point?about=normal&k=9&step=2");
  await expect(lesson.caption).toContainText("AᵀA is no longer positive definite");
  await expect(lesson.step).toHaveText("Square the matrix: AᵀA");
  await expect(lesson.litLines.first()).toContainText("The normal equations");
});
