import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { test } from "./playground.js";

test("a model can be downloaded, and loaded back it predicts identically; a damaged file is refused", async ({
  page,
  playground,
}) => {
  await playground.open();
  await page.getByLabel("Fast").check();
  await playground.button("Start").click();
  await expect(playground.accuracy).toBeVisible({ timeout: 60_000 });

  const coming = page.waitForEvent("download");
  await playground.button("Save model …").click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("digits-mlp-pixels.safetensors");
  const bytes = await readFile(await download.path());

  const file = (buffer: Buffer) => ({ name: "model.safetensors", mimeType: "application/octet-stream", buffer });
  await page.getByLabel("Load model").setInputFiles(file(bytes));
  await expect(
    page.getByText("All 3,590 logits are identical to those of the model that was trained here."),
  ).toBeVisible();

  await page.getByLabel("Load model").setInputFiles(file(bytes.subarray(0, 1000)));
  await expect(page.getByRole("alert")).toContainText("decodeSafetensors:");
  await expect(page.getByText("All 3,590 logits")).toBeHidden();
});
