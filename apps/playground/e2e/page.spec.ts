import { expect, test } from "@playwright/test";

test("loads without console errors, isolated or not @plain", async ({ page }, { project }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(project.name === "isolated");
  expect(errors).toEqual([]);
});
