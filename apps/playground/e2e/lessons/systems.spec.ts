import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("b is a mixture of the columns, by number, by drag and by key", async ({ page, lesson }) => {
  await lesson.open("systems");
  await expect(lesson.caption).toHaveText("b is 0.8 times the first column and 1.4 times the second; det A = 5.");
  await page.getByLabel("b, row 1, column 1").fill("2"); // b = (2, 5)
  await expect(lesson.caption).toContainText("b is 0.2 times the first column and 1.6 times the second");
  const b = lesson.handle("b, the right-hand side");
  await lesson.drag(b, 40, 40);
  await expect(b).not.toHaveAttribute("aria-valuetext", "(2, 5)");
  await lesson.open("systems?b=2_1");
  await b.press("ArrowLeft");
  await expect(b).toHaveAttribute("aria-valuetext", "(1.9, 1)");
});

test("columns on one line are told as such, and the steps go through the code", async ({ lesson }) => {
  await lesson.open("systems?A=1_2~2_4&step=2");
  await expect(lesson.caption).toContainText("lie on one line");
  await expect(lesson.step).toHaveText("Exchange rows 1 and 2");
  await expect(lesson.litLines.first()).toContainText("Elimination");
});
