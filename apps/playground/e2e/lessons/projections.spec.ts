import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("b is projected on a line, and on a plane in space @plain", async ({ page, lesson }) => {
  await lesson.open("projections");
  await expect(lesson.caption).toContainText("p = (3.2, 1.6)");
  await lesson.handle("b, what is projected").press("Shift+ArrowRight"); // b = (3, 4)
  await expect(lesson.caption).toContainText("p = (4, 2)");
  await lesson.open("projections?A=1_1~0_2~0_0&b=1_2_3&step=2");
  await expect(lesson.caption).toContainText("Nearest to b is p = (1, 2, 0), 3 away");
  await expect(page.getByRole("group", { name: /^b, the plane of the columns/ })).toContainText(
    "p: an arrow to (1, 2, 0).",
  );
});

test("the best line follows its points, and the steps go through the code", async ({ page, lesson }) => {
  await lesson.open("projections?task=fit&points=0_1~1_3~2_5");
  await expect(lesson.caption).toContainText("The line y = 1 + 2·x is the best");
  await lesson.handle("point 3").press("Shift+ArrowUp"); // (2, 6)
  await expect(lesson.caption).toContainText("y = 0.8333 + 2.5·x");
  await expect(lesson.litLines.first()).toContainText("is such a mixture");
  await page.getByRole("button", { name: "Remove the last" }).click();
  await expect(lesson.caption).toContainText("y = 1 + 2·x");
});
