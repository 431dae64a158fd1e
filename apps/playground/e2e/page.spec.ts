import { expect } from "@playwright/test";
import { pixelsOf, test } from "./playground.js";

test("shows the digits and their components, with threads where isolated, without elsewhere @plain", async ({
  page,
  playground,
}, { project }) => {
  await playground.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reading digits with linear algebra");
  await expect(page.getByRole("radio", { name: /^a \d, number \d+$/ })).toHaveCount(48);
  for (const title of ["Variance by component", "Cumulative variance", "The first 16 components", /^The plane/]) {
    await expect(page.getByRole("img", { name: title })).toBeVisible();
  }
  await expect(page.getByText("31 of 64", { exact: true })).toBeVisible();
  const isolated = await page.evaluate(() => crossOriginIsolated);
  expect(isolated).toBe(project.name === "isolated");
  if (!isolated) await expect(page.getByTestId("threads")).toContainText("served without the headers");
});

test("gives every control a name", async ({ page, playground }) => {
  await playground.open();
  const lines = (await page.locator("body").ariaSnapshot()).split("\n");
  const controls = lines.filter((line) => /- (button|slider|radio|spinbutton|progressbar|link|img)\b/.test(line));
  expect(controls.length).toBeGreaterThan(60);
  expect(controls.filter((line) => !/- \w+ "[^"]+"/.test(line))).toEqual([]);
});

test("follows the digit that is chosen, by pointer or by keyboard", async ({ page, playground }) => {
  await playground.open();
  const zero = await pixelsOf(playground.original);
  await page.getByRole("radio", { name: "a 3, number 4", exact: true }).check();
  await expect(playground.original).toHaveAccessibleName("the digit, a 3");
  expect(await pixelsOf(playground.original)).not.toEqual(zero);
  await page.keyboard.press("ArrowRight");
  await expect(playground.original).toHaveAccessibleName("the digit, a 4");
  await playground.button("Show 48 others").click();
  await expect(page.getByText("Digits 49 to 96 of 1,797.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /number 49$/ })).toBeChecked();
});

test("says that WebAssembly is missing", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("This page computes with WebAssembly");
});

test("says that what computes could not be loaded", async ({ page, complaints }) => {
  await page.route("**/worker-*.js", (route) => route.abort());
  await page.goto("/#/digits");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("alert").first()).toContainText("it could not be loaded. Reload the page.");
  complaints.length = 0; // the browser reports the request that was cut off
});
