import { expect } from "@playwright/test";
import { test } from "./lesson.js";

/** The three errors that the caption tells: of what was seen, of what is undone, of what is restored. */
function errorsIn(caption: string): number[] {
  const found = /error of ([\d.]+)\. .* has ([^;]+); with the filter ([\d.]+),/.exec(caption)?.slice(1) ?? [];
  return found.map((text) => (text.includes("×") ? Infinity : Number(text)));
}

test("the filter restores, and too little or too much of it does not", async ({ page, lesson }) => {
  await lesson.open("deblurring");
  const [seen, undone, restored] = errorsIn(await lesson.text());
  expect(restored).toBeLessThan(seen);
  expect(undone).toBeGreaterThan(1);
  await expect(page.locator(".deblurring-pictures canvas")).toHaveCount(4);
  const filter = page.getByRole("slider", { name: "Filter, log λ" });
  await filter.press("Home");
  await expect(lesson.caption).toContainText("no less than before");
  await filter.press("End");
  await expect.poll(async () => errorsIn(await lesson.text())[2]).toBeGreaterThan(restored);
});

test("less noise leaves less error; a step marks its picture", async ({ page, lesson }) => {
  await lesson.open("deblurring?picture=rings&strength=-3.5&step=5");
  await expect(page.locator(".deblurring-pictures .now")).toContainText("With the filter");
  const [, , before] = errorsIn(await lesson.text());
  await page.getByRole("slider", { name: "Noise, log" }).press("Home");
  await expect.poll(async () => errorsIn(await lesson.text())[2]).toBeLessThan(before);
});
