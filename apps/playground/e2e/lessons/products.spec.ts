import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("a product is read in three ways and followed as two maps @plain", async ({ page, lesson }) => {
  await lesson.open("products?step=2");
  await expect(lesson.caption).toHaveText("A·B = [0.5 −1; 1 0], but B·A = [0 −1; 1 0.5]: the order matters.");
  await expect(lesson.step).toHaveText("Combine the columns of A into column 2 of C");
  await expect(lesson.litLines.first()).toContainText("in the reading that was chosen");
  await page.getByRole("radio", { name: "outer products" }).check({ force: true });
  await expect(lesson.step).toHaveText("Add column 1 of A times row 1 of B");
  const column = lesson.handle("Column 1 of A");
  await lesson.drag(column, 40, 0);
  await expect(column).not.toHaveAttribute("aria-valuetext", "(1, 0)");
});

test("two maps that commute are told as such", async ({ lesson }) => {
  await lesson.open("products?A=2_0~0_2&step=6");
  await expect(lesson.caption).toContainText("these two maps may change places");
  await expect(lesson.step).toHaveText("The other order gives the same map here");
});
