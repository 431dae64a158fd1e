import { expect } from "@playwright/test";
import { test } from "./playground.js";

test("says that WebAssembly is missing", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("This page computes with WebAssembly");
});

test("says that what computes could not be loaded", async ({ page, complaints }) => {
  await page.route("**/lesson-worker-*.js", (route) => route.abort());
  await page.goto("/#/digits");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reading digits");
  await expect(page.getByRole("alert").first()).toContainText("it could not be loaded. Reload the page.");
  complaints.length = 0; // the browser reports the request that was cut off
});
