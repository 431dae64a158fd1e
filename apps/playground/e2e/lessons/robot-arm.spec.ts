import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("the hand goes where its target is dragged, move by move", async ({ page, lesson }) => {
  await lesson.open("robot-arm");
  await expect(lesson.caption).toContainText(
    /^After \d moves the hand is at its target: shoulder 37\.9°, elbow 86\.1°\.$/,
  );
  await lesson.handle("Target").press("Shift+ArrowDown"); // to (0.5, 0.4)
  await expect(lesson.caption).toContainText("the hand is at its target");
  await expect(lesson.caption).not.toContainText("37.9°");
  await lesson.slider.press("End");
  await expect(lesson.step).toHaveText("The hand is there");
  await expect(page.locator(".robot-arm .ghost").first()).toBeVisible();
});

test("out of reach it stretches; without damping it leaps", async ({ page, lesson }) => {
  await lesson.open("robot-arm?target=2_1.5");
  await expect(lesson.caption).toContainText("The target is 0.5 beyond what the arm can reach."); // 2.5 − 2
  await lesson.open("robot-arm?start=20_2&step=3");
  const turns = page.getByRole("table", { name: /Δq/ }).first();
  await expect(lesson.step).toContainText("Move 1");
  await expect(turns).toBeVisible();
  await page.getByRole("slider", { name: "Damping" }).press("Home");
  await expect(page.getByText("far more than the Jacobian can speak for")).toBeVisible();
});
