import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("coordinates follow the basis, and a step lights its code @plain", async ({ page, lesson }) => {
  await lesson.open("bases?B=2_0~0_1&p=3_2");
  await expect(lesson.caption).toHaveText("p = (3, 2) has the coordinates (1.5, 2) in the basis of b₁ and b₂.");
  await lesson.handle("Column 1 of B").press("Shift+ArrowRight"); // b₁ = (3, 0)
  await expect(lesson.caption).toContainText("has the coordinates (1, 2)");
  await lesson.slider.press("End");
  await expect(lesson.litLines.first()).toContainText("A point at 0.1 from p");
  const p = lesson.handle("The point p");
  await lesson.drag(p, 40, 40);
  await expect(p).not.toHaveAttribute("aria-valuetext", "(3, 2)");
  await page.getByLabel("Example").selectOption("Nearly dependent");
  await expect(lesson.caption).toContainText("nearly dependent");
  await page.getByLabel("Example").selectOption("Dependent");
  await expect(lesson.caption).toContainText("they reach only the points of a line");
});

test("polar coordinates go there and back", async ({ page, lesson }) => {
  await lesson.open("bases?p=0_2");
  await page.getByRole("radio", { name: "Polar" }).check();
  await expect(lesson.caption).toHaveText("p = (0, 2) lies 2 from the origin, at an angle of 90° (1.5708 radians).");
  await page.getByRole("slider", { name: "φ, the angle" }).press("ArrowRight"); // 91°
  await expect(lesson.caption).toContainText("at an angle of 91°");
  await lesson.slider.press("End");
  await expect(lesson.step).toHaveText("At each point a basis of its own");
  await lesson.open("bases?p=0_0&kind=polar");
  await expect(lesson.caption).toContainText("any angle will do");
});
