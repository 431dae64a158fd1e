import { expect } from "@playwright/test";
import { pixelsOf, test } from "./playground.js";

test("the slider changes the picture, and 64 components show the original", async ({ playground }) => {
  await playground.open();
  const pictures = new Set<string>();
  for (const k of [0, 1, 5, 20]) {
    await playground.slider.fill(String(k));
    pictures.add(JSON.stringify(await pixelsOf(playground.reconstructed)));
  }
  expect(pictures.size).toBe(4);
  await playground.slider.fill("64");
  expect(await pixelsOf(playground.reconstructed)).toEqual(await pixelsOf(playground.original));
});

test("the error agrees with the singular values left out, for the k where the slider comes to rest", async ({
  page,
  playground,
}) => {
  await playground.open();
  for (let k = 0; k <= 40; k++) await playground.slider.fill(String(k));
  const [error, discarded] = [0, 1].map((at) => page.locator(".numbers dd").nth(at));
  await expect(error).toHaveText("4,242.634");
  await expect(discarded).toHaveText("4,242.634");
  await playground.slider.press("ArrowRight");
  await expect(playground.slider).toHaveAttribute("aria-valuetext", "41 of 64 components");
  await expect(error).not.toHaveText(/4,242/);
});
