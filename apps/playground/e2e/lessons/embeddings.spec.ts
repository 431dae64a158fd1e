import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test("words become vectors that answer analogies; a visitor's own question is answered, or refused", async ({
  page,
  lesson,
}) => {
  await lesson.open("embeddings?step=6");
  await expect(lesson.caption).toContainText(/answer 1\d\d of the grammar’s 168 analogies/, { timeout: 60_000 });
  const first = page.getByTestId("nearest").getByRole("listitem").first();
  await expect(first).toContainText("queen");
  await expect(lesson.litLines.first()).toContainText("Add the vectors");
  await page.getByLabel("Nearest to").fill("rome - italy + france");
  await expect(first).toContainText("paris");
  await page.getByLabel("Nearest to").fill("dragon");
  await expect(page.getByRole("alert")).toContainText('The sentences do not have "dragon".');
});
