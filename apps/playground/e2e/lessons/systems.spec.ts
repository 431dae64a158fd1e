import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("b is a mixture of the columns, by number, by drag and by key @plain", async ({ page, lesson }) => {
  await lesson.open("systems");
  await expect(lesson.caption).toContainText("b is 0.8 times the first column and 1.4 times the second.");
  await page.getByLabel("b, row 1, column 1").fill("2"); // b = (2, 5)
  await expect(lesson.caption).toContainText("b is 0.2 times the first column and 1.6 times the second.");
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

test("by rows, the solution can be moved, and the lines follow", async ({ page, lesson }) => {
  await lesson.open("systems?picture=rows");
  await lesson.handle("x, the solution").press("ArrowRight"); // x = (0.9, 1.4), b = (3.2, 5.1)
  await expect(page.getByLabel("b, row 1, column 1")).toHaveValue("3.2");
  await expect(lesson.caption).toContainText("b is 0.9 times the first column");
});

test("three unknowns stand in space, which can be turned, and is told in words", async ({ page, lesson }) => {
  await lesson.open("systems?picture=rows");
  await page.getByRole("radio", { name: "3", exact: true }).check();
  await expect(lesson.caption).toContainText("1.25 times the third");
  const space = page.getByRole("group", { name: "The planes of the equations, and where they meet" });
  await expect(space).toContainText("equation 1: the plane 2x₁ + x₂ = 3.");
  const name = space.locator(".space-name", { hasText: "equation 1" });
  await expect(name).toBeVisible(); // drawn at least once
  const before = await name.getAttribute("style");
  await space.getByRole("application").press("ArrowRight");
  await expect(name).not.toHaveAttribute("style", before ?? "");
});

test("a link whose A and b do not fit is told, and the lesson is as it begins", async ({ page, lesson }) => {
  await lesson.open("systems?A=1_2_3~4_5_6~7_8_9&b=1_2");
  await expect(page.getByText("The link says something that this lesson cannot show (A, b)")).toBeVisible();
  await expect(lesson.caption).toContainText("b is 0.8 times the first column");
});
