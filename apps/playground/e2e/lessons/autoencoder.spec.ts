import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("digits pass through two numbers, with less loss than through a plane; a point is dragged and drawn", async ({
  page,
  lesson,
}) => {
  await lesson.open("autoencoder?epochs=40&step=5");
  await expect(lesson.caption).toContainText("squared, less than two principal components", { timeout: 60_000 });
  await expect(page.locator(".latent .mark")).toHaveCount(359);
  await expect(lesson.litLines.first()).toContainText("The network goes on from the two numbers");
  const picture = page.getByRole("img", { name: "What stands at the point of the plane: Network" });
  const pixels = () =>
    picture.evaluate((canvas: HTMLCanvasElement) =>
      Array.from(canvas.getContext("2d")?.getImageData(0, 0, 8, 8).data ?? []),
    );
  const before = await pixels();
  const point = lesson.handle("the point of The network’s two numbers that is drawn");
  await lesson.drag(point, -40, 40);
  await expect.poll(async () => JSON.stringify(await pixels())).not.toBe(JSON.stringify(before));
  await point.press("ArrowRight");
  await expect(page).toHaveURL(/code=/);
  await page.getByRole("radio", { name: "Components" }).check();
  await expect(lesson.handle("the point of Two principal components that is drawn")).toBeVisible();
  await page.getByRole("radio", { name: "7", exact: true }).check();
  await expect(page.locator(".latent .mark.lit")).toHaveText(new Array(36).fill("7")); // a fifth of 179
  await page.getByRole("radio", { name: "Error" }).check();
  await expect(page.getByRole("img", { name: "Error on test digits" })).toBeVisible();
});
