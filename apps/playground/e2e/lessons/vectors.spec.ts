import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("two arrows are added, and have a dot product, by drag and by key @plain", async ({ page, lesson }) => {
  await lesson.open("vectors");
  await expect(lesson.caption).toHaveText("x + y = (4, 3), and x − y = (2, −1).");
  const x = lesson.handle("x");
  await lesson.drag(x, 0, 40);
  await expect(x).not.toHaveAttribute("aria-valuetext", "(3, 1)");
  await page.getByRole("radio", { name: "dot" }).check({ force: true });
  await expect(lesson.step).toHaveText("Multiply entry by entry");
  await lesson.open("vectors?operation=dot&x=2_0&y=0_1&step=5");
  await expect(lesson.caption).toHaveText("x·y = 0: x and y are at a right angle.");
  await expect(lesson.litLines.first()).toContainText("What of y lies along x");
  await lesson.handle("y").press("ArrowRight");
  await expect(lesson.caption).toContainText("84.3°");
});

test("norms, and a vector that is zero", async ({ lesson }) => {
  await lesson.open("vectors?operation=norms&x=3_-4&step=3");
  await expect(lesson.caption).toHaveText("‖x‖₁ = 7, ‖x‖₂ = 5, ‖x‖∞ = 4.");
  await expect(lesson.step).toHaveText("Take the largest size");
  await lesson.open("vectors?operation=scale&x=0_0&step=3");
  await expect(lesson.step).toHaveText("The zero vector has no direction");
});

test("arrows in space are moved by number, by keys along the axes, and by drag", async ({ page, lesson }) => {
  await lesson.open("vectors?operation=cross");
  await expect(lesson.caption).toContainText("x × y = (0, 0, 5)");
  await page.getByLabel("x, row 3, column 1").fill("1");
  await expect(lesson.caption).toContainText("x × y = (−2, 1, 5)");
  const x = lesson.handle("x");
  for (const key of ["ArrowLeft", "ArrowUp", "Shift+PageDown"]) await x.press(key);
  await expect(x).toHaveAttribute("aria-valuetext", "(2.9, 1.1, 0)");
  const centre = async (): Promise<readonly [number, number]> => {
    const box = await x.boundingBox();
    return box === null ? [Number.NaN, Number.NaN] : [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [left, top] = await centre();
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 30, top - 40);
  await expect(x).not.toHaveAttribute("aria-valuetext", "(2.9, 1.1, 0)");
  const [toLeft, toTop] = await centre();
  const cell = 5; // pixels, of the grid that points keep to
  expect(Math.hypot(toLeft - left - 30, toTop - top + 40)).toBeLessThan(cell);
  await page.mouse.up();
});
