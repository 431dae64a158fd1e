import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("shapes are broadcast axis by axis, and told where they do not meet @plain", async ({ page, lesson }) => {
  await lesson.open("tensors?step=3");
  await expect(lesson.caption).toHaveText("a + b has the shape (2, 3, 3): (2, 3, 1) meets (3).");
  await expect(lesson.step).toHaveText("The last axis but one: 3 meets 1");
  await expect(lesson.litLines.first()).toContainText("matched from the right");
  await page.getByLabel("Shape of b, axis -1").selectOption("2");
  await page.getByLabel("Shape of a, axis -1").selectOption("3");
  await expect(lesson.caption).toContainText("add: dimensions 3 and 2 do not broadcast; got a [2, 3, 3] and b [2].");
  const said = page.getByRole("figure", { name: "Before the program runs, TypeScript says" });
  await expect(said).toContainText('ShapeProblem<"add: dimensions 3 and 2 do not broadcast">');
  await lesson.open("tensors?topic=reduce&step=2");
  await expect(lesson.caption).toContainText("add up to 21");
  await expect(lesson.step).toHaveText("Add up along axis 0");
});
