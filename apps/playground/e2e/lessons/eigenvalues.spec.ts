import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("eigenvalues by roots, by drag and by iteration @plain", async ({ page, lesson }) => {
  await lesson.open("eigenvalues");
  await expect(lesson.caption).toContainText("λ₁ = 0.382 and the other by λ₂ = 2.618");
  await lesson.drag(lesson.handle("Column 1 of A"), 20, 20);
  await expect(lesson.caption).not.toContainText("λ₂ = 2.618");
  await lesson.open("eigenvalues?step=2");
  await expect(lesson.step).toHaveText("Write the characteristic polynomial");
  await expect(lesson.litLines.first()).toContainText("det(λ·I − A)");
  await page.getByLabel("Power").check({ force: true });
  await expect(lesson.step).toHaveText("Begin with a vector of length 1");
});

test("complex pairs, defective matrices and wrong methods are told", async ({ lesson }) => {
  await lesson.open("eigenvalues?A=1_-1~1_1");
  await expect(lesson.caption).toContainText("the eigenvalues are 1 ± 1·i. Seen from its own basis, A turns by 45°");
  await lesson.open("eigenvalues?A=1_1~0_1");
  await expect(lesson.caption).toContainText("A is defective");
  await lesson.open("eigenvalues?A=1_1~0_1&method=jacobi");
  await expect(lesson.step).toHaveText("This method cannot begin");
});
