import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test(
  "five ways down a bowl, from a start that is dragged; a step is told and lit",
  { tag: "@plain" },
  async ({ page, lesson }) => {
    await lesson.open("descent?learningRate=0.1&start=2_1&step=2");
    await expect(lesson.step).toHaveText("Gradient descent: step 1");
    await expect(page.getByLabel("x after")).toHaveText("1.80"); // (2, 1) − 0.1·(2, 10)
    await expect(lesson.litLines.first()).toContainText("Methods that see the gradient");
    await page.getByRole("radio", { name: "Newton" }).check();
    await expect(lesson.step).toHaveText("Newton: step 1");
    await expect(lesson.caption).toContainText(/Newton is at [^;]+ after 1,/);
    await lesson.handle("The start").press("Shift+ArrowRight");
    await expect(lesson.handle("The start")).toHaveAttribute("aria-valuetext", "(3, 1)");
    await expect(page.getByLabel("x before")).toHaveText("31");
  },
);

test("what diverges, and a formula that cannot be read, are told", async ({ page, lesson }) => {
  await lesson.open("descent?learningRate=0.5");
  await expect(lesson.caption).toContainText("On this bowl gradient descent bears at most 2/10 = 0.2.");
  await page.getByRole("radio", { name: "Your own" }).check();
  await page.getByLabel("f(x, y) =").fill("x^2 +");
  await expect(page.getByRole("alert")).toHaveText(
    "The formula needs x, y, a number or a function where it has the end.",
  );
  await page.getByLabel("f(x, y) =").fill("(x - 1)^2 + (y + 2)^2");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(lesson.caption).toContainText(/Newton is at [^;]+ after 1,/);
});
