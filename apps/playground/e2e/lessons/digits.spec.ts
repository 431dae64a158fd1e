import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { LessonVisit } from "./lesson.js";
import { test } from "./lesson.js";

const TRAINED = { timeout: 60_000 };

/** Epochs done so far. */
async function epochs({ page }: LessonVisit): Promise<number> {
  return Number(/Epoch (\d+) of/.exec((await page.getByTestId("progress").textContent()) ?? "")?.[1] ?? 0);
}

test("the MLP learns to read the test digits, with threads where isolated, without elsewhere @plain", async ({
  page,
  lesson,
}, { project }) => {
  await lesson.open("digits?epochs=12&step=4");
  await expect(lesson.caption).toHaveText(
    /^The multilayer perceptron reads 3[45]\d of 359 test digits, .*: 9\d\.\d/,
    TRAINED,
  );
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(project.name === "isolated");
  const table = page.getByRole("table", { name: "How many of each digit are read as which" });
  await expect(table.getByRole("row", { name: /^3 / })).toContainText(/3\d/);
  await expect(page.getByText("Misread, such as")).toBeVisible();
  await expect(lesson.litLines.first()).toContainText("How many of the test digits it reads");
});

test("a digit is drawn by pointer and by keyboard, and read; the link brings it back", async ({ page, lesson }) => {
  await lesson.open("digits?epochs=12");
  await expect(lesson.caption).toContainText("reads 3", TRAINED);
  const reading = page.getByTestId("reading");
  await expect(reading).toHaveText(/^It reads a 3, with \d/);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(reading).toHaveText("Draw a digit: it is read while you draw.");

  const pad = page.getByRole("application", { name: /^Draw a digit/ });
  const box = await pad.boundingBox();
  if (box === null) throw new Error("There is nothing to draw on.");
  const at = (x: number, y: number): [number, number] => [box.x + (x * box.width) / 64, box.y + (y * box.height) / 64];
  await page.mouse.move(...at(16, 10)); // a seven
  await page.mouse.down();
  for (const [x, y] of [
    [46, 10],
    [34, 32],
    [26, 58],
  ])
    await page.mouse.move(...at(x, y), { steps: 8 });
  await page.mouse.up();
  await expect(reading).toHaveText(/^It reads a 7/);
  await expect(page).toHaveURL(/strokes=16_10_/);

  await pad.press("Delete");
  await pad.press("Space"); // from the middle, a stroke down …
  for (let i = 0; i < 3; i++) await pad.press("Shift+ArrowDown");
  await expect(page).toHaveURL(/strokes=32_32_32_40_32_48_32_56/);
  await expect(reading).toHaveText(/^It reads a \d/);
});

test("pause stands still, resume goes on, stop ends with what there is", async ({ page, lesson }) => {
  await lesson.open("digits?network=softmax&epochs=1000");
  await expect.poll(() => epochs(lesson)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.waitForTimeout(500); // a slice of steps may be under way
  const still = await epochs(lesson);
  await page.waitForTimeout(500);
  expect(await epochs(lesson)).toBe(still);
  await lesson.slider.press("ArrowRight");
  await lesson.slider.press("ArrowRight"); // charts are drawn also while training stands still
  await expect(page.getByRole("img", { name: "Accuracy" })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(() => epochs(lesson)).toBeGreaterThan(still);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(lesson.caption).toContainText(/stopped after \d+ epochs\.$/);
  await expect(page.getByRole("button", { name: "Stop" })).toHaveAttribute("aria-disabled", "true");
});

test("a network is saved and loaded back, and reads the same; a damaged file is refused", async ({ page, lesson }) => {
  await lesson.open("digits?network=cnn&epochs=2");
  await expect(lesson.caption).toContainText("of 359 test digits", TRAINED);
  const right = /reads (\d+) of/.exec((await lesson.caption.textContent()) ?? "")?.[1];
  await page.getByText("Save the network, or load one").click();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save network …" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("digits-cnn.safetensors");
  const bytes = await readFile(await download.path());
  const file = (buffer: Buffer) => ({ name: "mine.safetensors", mimeType: "application/octet-stream", buffer });
  await page.getByLabel("Load network").setInputFiles(file(bytes));
  await expect(page.getByText(`mine.safetensors reads ${right} of the 359 test digits`)).toBeVisible();
  await page.getByLabel("Load network").setInputFiles(file(bytes.subarray(0, 1000)));
  await expect(page.getByRole("alert")).toContainText("decodeSafetensors:");
});
