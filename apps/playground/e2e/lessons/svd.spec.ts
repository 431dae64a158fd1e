import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("a map is rotated, scaled and rotated", { tag: "@plain" }, async ({ page, lesson }) => {
  await lesson.open("svd?step=6");
  await expect(lesson.caption).toContainText("A stretches by s₁ = 2.379 at most and by s₂ = 1.261 at least");
  await expect(lesson.step).toHaveText("Scale: Σ stretches the axes");
  await expect(page.getByText("The circle, scaled by Σ.")).toBeVisible();
  await lesson.drag(lesson.handle("Column 2 of A"), 30, 30);
  await expect(lesson.caption).not.toContainText("s₁ = 2.379");
  await lesson.open("svd?A=1_2~2_4");
  await expect(lesson.caption).toContainText("the circle becomes a stroke");
});

test("a picture is rebuilt from a few layers, one’s own too", async ({ page, lesson }) => {
  await lesson.open("svd?of=picture&step=4");
  await expect(lesson.caption).toHaveText(/^12 of 128 layers: 3,084 numbers instead of 16,384 \(18\.8\s%\)/u);
  await page.getByRole("slider", { name: "Layers" }).fill("20");
  await expect(lesson.caption).toContainText(/^20 of 128 layers: 5,140 numbers .* relative error of 6\.2/u);
  await expect(lesson.litLines.first()).toContainText("The first ones together");
  const buffer = await page.locator(".svd canvas").first().screenshot();
  await page.locator("input[type=file]").setInputFiles({ name: "own.png", mimeType: "image/png", buffer });
  await expect(page.getByTestId("taken")).toContainText("own.png");
  await expect(lesson.caption).not.toContainText("relative error of 6.2"); // a picture of a picture is smoother
});
