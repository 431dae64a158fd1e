import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("one matrix is data, weights and a map @plain", async ({ page, lesson }) => {
  await lesson.open("matrices");
  await expect(lesson.caption).toHaveText("Two points, (2, 1) and (−1, 1.5), with the mean (0.5, 1.25).");
  await page.getByRole("radio", { name: "weights" }).check({ force: true });
  await expect(lesson.caption).toHaveText("The inputs (1, 2) give the outputs (4, 2).");
  await page.getByRole("slider", { name: "Input 1" }).fill("0");
  await expect(lesson.caption).toHaveText("The inputs (0, 2) give the outputs (2, 3).");
  await page.getByRole("radio", { name: "a map" }).check({ force: true });
  await expect(lesson.caption).toHaveText("Areas become 4 times as large.");
  const column = lesson.handle("Column 1 of A");
  await lesson.drag(column, 30, 30);
  await expect(column).not.toHaveAttribute("aria-valuetext", "(2, −1)");
});

test("a map that flattens the plane is told as such, and lights its code", async ({ lesson }) => {
  await lesson.open("matrices?role=map&A=1_2~2_4&step=4");
  await expect(lesson.caption).toContainText("lays the plane on a line");
  await expect(lesson.litLines.first()).toContainText("By how much areas grow");
});
