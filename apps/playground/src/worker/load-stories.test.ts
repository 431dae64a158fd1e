import { LinnetError } from "@linnet/core";
import { expect, it } from "vitest";
import { loadStories } from "./load-stories.js";

it("loads what tells the stories", async () => {
  expect(typeof (await loadStories()).tell).toBe("function");
});

it("says it in a sentence where that cannot be loaded", async () => {
  const missing = loadStories(() => Promise.reject(new TypeError("Failed to fetch dynamically imported module")));
  await expect(missing).rejects.toEqual(
    new LinnetError("story", "what tells the steps must be loaded; got no answer. Reload the page."),
  );
});
