import { expect } from "@playwright/test";
import { test } from "./lesson.js";

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test(
  "points are dragged, and the caption follows; a step lights its code",
  { tag: "@plain" },
  async ({ page, lesson }) => {
    await lesson.open("pca?points=-1_0~1_0~0_-0.1~0_0.1&step=3");
    await expect(lesson.caption).toContainText("The first principal axis holds 99.0"); // of 2/3 and 0.02/3
    await expect(lesson.step).toHaveText("Multiply the columns of Y with each other");
    await expect(lesson.litLines.first()).toContainText("How the columns vary");
    await lesson.handle("Point 4").press("Shift+ArrowUp"); // to (0, 1.1)
    await expect(lesson.caption).not.toContainText("99.0");
    await page.getByRole("button", { name: "Add a point" }).click();
    await expect(page.getByRole("slider", { name: "Point 5" })).toBeVisible();
  },
);

test("irises are seen along two of their four columns, and along their principal axes", async ({ page, lesson }) => {
  await lesson.open("pca?source=iris&components=2&step=7");
  await expect(lesson.caption).toContainText("The first 2 principal axes hold 97.8"); // 0.92462 + 0.05307
  await expect(page.getByText("The scores: the same points")).toBeVisible();
  await page.getByLabel("Each column in its own standard deviations").check();
  await expect(lesson.caption).toContainText("hold 95.8"); // 0.72962 + 0.22851, R's prcomp(scale. = TRUE)
});

test("an own table is chosen from, and is in no link", async ({ page, lesson }) => {
  await lesson.open("pca");
  await page.getByRole("radio", { name: "Your own" }).check();
  const file = page.locator("input[type=file]");
  await file.setInputFiles(csv("ragged.csv", "a,b\n1,2\n3\n"));
  await expect(page.getByRole("alert")).toHaveText(
    "ragged.csv cannot be read: every line must have the 2 fields of line 1; got 1 on line 3.",
  );
  await file.setInputFiles(csv("towns.csv", "a,b,c,town\n1,2,0,x\n2,4,5,y\n3,6,1,x\n"));
  await expect(page.getByTestId("taken")).toContainText("towns.csv: 3 rows, 3 columns of numbers (a, b, c).");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "c", exact: true }).uncheck();
  await expect(lesson.caption).toContainText("The first principal axis holds 100.0"); // b is 2a
  await page.waitForTimeout(500); // addresses are written after 400 ms
  expect(page.url()).not.toMatch(/own|towns/);
});

test("numbers are pasted and a picture is refused", async ({ page, lesson }) => {
  await lesson.open("pca");
  await page.getByRole("radio", { name: "Your own" }).check();
  await page.getByText("Paste numbers").click();
  await page.getByLabel("Numbers, a point a line").fill("1 1\n2 2\n3 3.5");
  await page.getByRole("button", { name: "Read them" }).click();
  await expect(page.getByTestId("taken")).toContainText("What was pasted: 3 rows, 2 columns of numbers (x1, x2).");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "cat.csv", mimeType: "text/csv", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") });
  await expect(page.getByRole("alert")).toContainText("cat.csv is a picture, not a table.");
});
