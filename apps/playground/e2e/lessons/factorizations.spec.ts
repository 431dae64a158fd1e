import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("factors solve, by number, by drag and step by step @plain", async ({ page, lesson }) => {
  await lesson.open("factorizations");
  await expect(lesson.caption).toHaveText("A[p] = L·U, and with the factors x = (0.5, 1.5).");
  await page.getByLabel("b, row 1, column 1").fill("10"); // b = (10, 5)
  await expect(lesson.caption).toContainText("x = (−0.5, 3.5)");
  await lesson.drag(lesson.handle("Column 1 of A"), 30, 30);
  await expect(lesson.caption).not.toContainText("x = (−0.5, 3.5)");
  await page.getByLabel("Q·R").check({ force: true });
  await expect(lesson.step).toHaveText("Take column 1");
  await expect(page.getByText("Without its part along a direction, v is orthogonal to it.")).toBeHidden();
  await lesson.slider.fill("4");
  await expect(page.getByText("Without its part along a direction, v is orthogonal to it.")).toBeVisible();
  await lesson.open("factorizations?step=6");
  await expect(lesson.step).toHaveText("Solve U·x = y, from the last row up");
  await expect(lesson.litLines.first()).toContainText("and then the other, from the last unknown back to the first");
});

test("a tiny pivot, and a singular matrix, are told", async ({ page, lesson }) => {
  await lesson.open("factorizations");
  await page.getByLabel("Example").selectOption("A tiny pivot");
  await expect(lesson.caption).toContainText("Rounding the factors has cost a relative error of 7.1 × 10⁻¹.");
  await page.getByLabel("Example").selectOption("Singular");
  await expect(lesson.caption).toContainText("a must be nonsingular");
});
