import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("the area follows the columns, and the steps their elimination @plain", async ({ page, lesson }) => {
  await lesson.open("determinant");
  await expect(lesson.caption).toContainText("det A = 5");
  await lesson.handle("a₂, the second column of A").press("Shift+ArrowUp"); // a₂ = (1, 3)
  await expect(lesson.caption).toContainText("det A = 8");
  await lesson.open("determinant?A=1_2~2_1&step=3");
  await expect(lesson.caption).toContainText("turns orientation over");
  await expect(lesson.litLines.first()).toContainText("By elimination");
  await expect(page.getByText("Grey: after elimination, of the same area.")).toBeVisible();
});

test("three columns span a parallelepiped", async ({ page, lesson }) => {
  await lesson.open("determinant?A=1_0_1~0_1_1~1_1_2");
  await expect(lesson.caption).toContainText("is flat, and has no volume");
  await expect(page.getByRole("group", { name: "The parallelepiped of the columns of A" })).toContainText(
    "a₃: an arrow to (1, 1, 2).",
  );
});
