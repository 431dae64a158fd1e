import { test as base, expect } from "@playwright/test";

interface Fixtures {
  /** What the page complained of; a test that provokes complaints empties it. */
  readonly complaints: string[];
}

/** A test that fails when the page writes an error to the console, throws, or asks another server for anything. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        const own = [`${baseURL}/`, `blob:${baseURL}/`, "data:"].some((start) => request.url().startsWith(start));
        if (!own) complaints.push(`a request to ${request.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});
