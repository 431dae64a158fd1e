import { type Locator, type Page, expect } from "@playwright/test";
import { test } from "./playground.js";

const STORIES = [
  { name: "LU", last: "L·U is A with its rows in the order p", library: "lu of @linnet/linalg" },
  { name: "PCA", last: "Rebuild the points from their scores", library: "PCA of @linnet/stats" },
  { name: "Gradient", last: "All gradients", library: "grad of @linnet/autograd" },
];

const chapterOf = (page: Page): Locator => page.getByRole("region", { name: "Step by step" });

for (const { name, last, library } of STORIES) {
  test(`${name} is told step by step, and agrees with the library at the end @plain`, async ({ page, playground }) => {
    await page.setViewportSize({ width: 320, height: 700 }); // the narrowest
    await playground.open();
    const chapter = chapterOf(page);
    await chapter.scrollIntoViewIfNeeded();
    await chapter.getByLabel(name, { exact: true }).check();
    const slider = chapter.getByRole("slider", { name: "Step" });
    await expect(slider).toHaveAttribute("aria-valuetext", /^step 1 of \d$/);
    const steps = Number(await slider.getAttribute("max"));
    const title = chapter.getByRole("heading", { level: 3 });
    const titles = new Set([await title.textContent()]);
    await expect(title).toHaveAttribute("aria-live", "polite");
    for (let at = 2; at <= steps; at++) {
      await expect(chapter.getByTestId("library")).toBeHidden();
      await chapter.getByRole("button", { name: "Next" }).click();
      await expect(slider).toHaveAttribute("aria-valuetext", `step ${at} of ${steps}`);
      titles.add(await title.textContent());
      expect(await chapter.getByRole("table").count()).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
    expect(titles.size).toBe(steps);
    await expect(title).toHaveText(last);
    const line = chapter.getByTestId("library");
    await expect(line).toContainText(library);
    // both are computed on the spot; ten decimals and more are the same
    await expect(line).toContainText(
      /s the same .+: largest difference (0|\d\.\d × 10⁻¹[⁰¹²³⁴⁵⁶⁷⁸⁹]), where rounding can cost \d\.\d × 10⁻¹[⁰¹²³⁴⁵⁶⁷⁸⁹] at/u,
    );
  });
}

test("the keyboard goes through the steps, and each story begins at its first", async ({ page, playground }) => {
  await playground.open();
  const chapter = chapterOf(page);
  await chapter.getByLabel("LU", { exact: true }).focus();
  const slider = chapter.getByRole("slider", { name: "Step" });
  await slider.press("ArrowRight");
  await expect(chapter.getByRole("heading", { level: 3 })).toHaveText("Exchange rows 1 and 3");
  const rows = chapter.getByRole("table", { name: "U after" }).getByRole("row");
  await expect(rows).toHaveText(["1620", "12142", "0154"]);
  await expect(chapter.getByRole("table", { name: "U before" }).locator("mark.pivot")).toHaveText("16");
  await slider.press("End");
  await expect(chapter.getByTestId("library")).toBeVisible();
  await chapter.getByRole("button", { name: "Next" }).press("Enter"); // there is none: nothing happens
  await expect(slider).toHaveAttribute("aria-valuetext", "step 6 of 6");
  await chapter.getByRole("button", { name: "Previous" }).press("Enter");
  await expect(slider).toHaveAttribute("aria-valuetext", "step 5 of 6");
  await chapter.getByLabel("LU", { exact: true }).press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "step 1 of 7");
});

test("what tells the steps is loaded when the chapter comes near", async ({ page, playground }) => {
  const loads: string[] = [];
  page.on("request", (request) => request.url().includes("/tell-") && loads.push(request.url()));
  await playground.open();
  await page.waitForTimeout(300);
  expect(loads).toEqual([]);
  await chapterOf(page).scrollIntoViewIfNeeded();
  await expect(chapterOf(page).getByRole("heading", { level: 3 })).toHaveText("Begin with L = I and U = A");
  expect(loads.length).toBe(1);
});

test("says that what tells the steps could not be loaded", async ({ page, playground, complaints }) => {
  await page.route("**/tell-*.js", (route) => route.abort());
  await playground.open();
  await chapterOf(page).scrollIntoViewIfNeeded();
  await expect(chapterOf(page).getByRole("alert")).toHaveText(
    "story: what tells the steps must be loaded; got no answer. Reload the page.",
  );
  complaints.length = 0; // the browser reports the request that was cut off
});
