import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("the inverse is found by elimination and brings the letter back @plain", async ({ page, lesson }) => {
  await lesson.open("inverse?step=3");
  await expect(lesson.caption).toHaveText("A⁻¹ = [0.25 0.5; −0.25 0.5]. Relative errors grow at most 2 times.");
  await expect(lesson.step).toHaveText("A moves the letter");
  await lesson.handle("Column 1 of A").press("ArrowRight");
  await expect(lesson.caption).toContainText("A⁻¹ = [0.2439 0.4878; −0.2439 0.5122]");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(lesson.step).toHaveText("Write I beside A");
  await expect(lesson.litLines.first()).toContainText("Gauss–Jordan");
});

test("singular and nearly singular matrices are told as such", async ({ lesson }) => {
  await lesson.open("inverse?A=1_2~2_4&step=99");
  await expect(lesson.caption).toContainText("A is singular");
  await expect(lesson.step).toHaveText("Nothing brings the letter back");
  await lesson.open("inverse?A=1_1~1_1.001&step=99");
  await expect(lesson.caption).toContainText("may enlarge relative errors 4002 times");
});
