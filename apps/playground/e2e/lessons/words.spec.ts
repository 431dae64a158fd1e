import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("analogies are answered from counts alone; a question of one's own is answered, or refused", async ({
  page,
  lesson,
}) => {
  await lesson.open("words?step=7");
  await expect(lesson.caption).toContainText(
    /1\d\d of 112 analogies are right; nearest to king - man \+ woman is queen\./,
  );
  await expect(lesson.litLines.first()).toContainText("Add the vectors of the words");
  const first = page.getByTestId("nearest").getByRole("listitem").first();
  await expect(first).toContainText("queen");
  await page.getByLabel("Nearest to").fill("rome - italy + france");
  await expect(first).toContainText("paris");
  await page.getByLabel("Nearest to").fill("dragon");
  await expect(page.getByRole("alert")).toContainText('The sentences do not have "dragon".');
});

test("two numbers a word are too few", async ({ page, lesson }) => {
  await lesson.open("words");
  await page.getByRole("slider", { name: "Numbers a word" }).press("Home");
  await expect(lesson.caption).toContainText(/With 2 numbers a word, \d of 112|With 2 numbers a word, [12]\d of 112/);
});
