import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test(
  "the kernel and how it slides are chosen, and a pixel tells where it comes from",
  { tag: "@plain" },
  async ({ page, lesson }) => {
    await lesson.open("convolution");
    await expect(lesson.caption).toContainText("14 × 14 pixels become 12 × 12. The kernel adds up to 0");
    await page.getByRole("button", { name: "Sharpen" }).click();
    await expect(lesson.caption).toContainText("The kernel adds up to 1");
    await page.getByRole("radio", { name: "2" }).first().check(); // stride
    await expect(lesson.caption).toContainText("become 6 × 6");
    await page.getByLabel("kernel, row 2, column 2").fill("6");
    await expect(lesson.caption).toContainText("The kernel adds up to 2");
    const image = page.getByRole("img", { name: "The result" });
    const box = await image.boundingBox();
    if (box === null) throw new Error("The result is not on the page.");
    await image.click({ position: { x: (3.5 / 6) * box.width, y: (3.5 / 6) * box.height } }); // the middle of row 4, column 4
    await expect(lesson.step).toHaveText("Lay the kernel on row 4, column 4");
    await expect(page.locator(".pixel-grid .under")).toHaveCount(10);
    await expect(lesson.litLines.first()).toContainText("At each place");
  },
);

test("an own picture becomes a matrix, and what is none is told", async ({ page, lesson }) => {
  await lesson.open("convolution");
  await page.getByRole("radio", { name: "Your own" }).check();
  const file = page.locator("input[type=file]");
  await file.setInputFiles({ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await expect(page.getByRole("alert")).toHaveText(
    "notes.png is not a picture that can be read here. Bring a PNG or a JPEG.",
  );
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(100, 50);
    canvas.getContext("2d")?.fillRect(0, 0, 50, 50);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  await file.setInputFiles({ name: "half.png", mimeType: "image/png", buffer: Buffer.from(bytes) });
  await expect(page.getByTestId("taken")).toHaveText(
    "half.png: 40 × 20 pixels in gray, each the mean of a part of its 100 × 50.",
  );
  await expect(lesson.caption).toContainText("20 × 40 pixels become 18 × 38");
});
