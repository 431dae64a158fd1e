import { expect } from "@playwright/test";
import { pixelsOf, test } from "./playground.js";

test("the MLP on raw pixels reads 97 % of the test digits, and the charts tell of it @plain", async ({
  page,
  playground,
}) => {
  await playground.open();
  await playground.button("Start").click();
  await expect(page.getByRole("img", { name: "Loss" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Accuracy on the test digits" })).toBeVisible();
  expect(await playground.score()).toBeGreaterThanOrEqual(0.97);
  await expect(playground.progress).toContainText("Epoch 30 of 30 · step 690 of 690");
  await expect(page.getByRole("img", { name: "Test digits: MLP on raw pixels" })).toBeVisible();
  await expect(page.getByText(/Training has ended\. 9\d\.\d/)).toBeAttached();
});

test("softmax regression on the PCA scores reads most of them, too", async ({ page, playground }) => {
  await playground.open();
  await page.getByLabel("Softmax").check();
  await page.getByLabel("30 scores").check();
  await page.getByLabel("Fast").check();
  await page.keyboard.press("Tab");
  await page.getByLabel("Seed").fill("7");
  await page.keyboard.press("Enter");
  expect(await playground.score()).toBeGreaterThan(0.93);
  await expect(page.getByText("softmax on 30 PCA scores, seed 7, 40 epochs")).toBeVisible();
});

test("pause stands still, resume goes on, stop ends", async ({ page, playground }) => {
  await playground.open();
  await page.getByLabel("Epochs").fill("1000");
  await playground.button("Start").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  await playground.button("Pause").click();
  await page.waitForTimeout(300); // a slice of steps may be under way
  const still = await playground.step();
  await page.waitForTimeout(700); // seven epochs, if it went on
  expect(await playground.step()).toBe(still);
  await playground.button("Resume").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(still);
  await playground.button("Stop").click();
  expect(await playground.score()).toBeGreaterThan(0.1);
  await expect(page.getByText(/seed 1, stopped after \d+ epochs: \d+ steps/)).toBeVisible();
  await expect(playground.button("Stop")).toHaveAttribute("aria-disabled", "true");
});

test("the page answers while it trains", async ({ page, playground }) => {
  await playground.open();
  await page.getByLabel("Fast").check();
  await page.getByLabel("Epochs").fill("1000");
  await playground.button("Start").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  const before = await pixelsOf(playground.reconstructed);
  await playground.slider.fill("3");
  expect(await pixelsOf(playground.reconstructed)).not.toEqual(before);
  await expect(page.locator(".numbers dd").first()).toHaveText("61,360.837");
  await page.getByRole("radio", { name: "a 3, number 4", exact: true }).check();
  await expect(playground.original).toHaveAccessibleName("the digit, a 3");
  await expect(playground.button("Pause")).toHaveAttribute("aria-disabled", "false"); // still at it
  await playground.button("Stop").click();
  await expect(playground.accuracy).toBeVisible();
});

test("a form that cannot be carried out is not sent", async ({ page, playground }) => {
  await playground.open();
  await page.getByLabel("Epochs").fill("0");
  await playground.button("Start").click();
  await expect(playground.progress).toHaveText("Not started.");
});
