import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("a place is chosen, and written everywhere @plain", async ({ page, lesson }) => {
  await lesson.open("notation?step=2");
  await expect(lesson.caption).toContainText("In row 2 and column 3 of A stands 7");
  await page.getByRole("button", { name: "Row 3, column 4: 12" }).click();
  await expect(lesson.caption).toContainText("In row 3 and column 4 of A stands 12");
  await expect(page.getByText("A.slice(2, 3)")).toBeVisible();
  await expect(lesson.litLines.first()).toContainText("One number");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(lesson.step).toHaveText("A row has one index");
  await expect(page.getByText("A(3, :)")).toBeVisible();
  await page.getByRole("link", { name: "Before All lessons" }).click();
  await expect(page.locator(".listings").first()).toBeVisible();
});
