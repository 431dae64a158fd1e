import { type Page, test as base, expect } from "@playwright/test";

interface Fixtures {
  /** What the page complained of; a test that provokes complaints empties it. */
  readonly complaints: string[];
}

/** What a page complains of from now on: errors in the console, what is thrown, and requests to other servers. */
export function complaintsOf(page: Page, baseURL: string): string[] {
  const complaints: string[] = [];
  const own = [`${baseURL}/`, `blob:${baseURL}/`, "blob:null/", "data:"]; // a sandbox has no origin
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!own.some((start) => request.url().startsWith(start))) complaints.push(`a request to ${request.url()}`);
  });
  return complaints;
}

/** Pages that are listened to. */
const heard = new WeakMap<Page, string[]>();

/** A test that fails when the page writes an error to the console, throws, or asks another server for anything. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints = heard.get(page) ?? complaintsOf(page, baseURL ?? "");
      heard.set(page, complaints);
      await use(complaints);
      expect(complaints.splice(0)).toEqual([]); // a page may be there for the next test, too
    },
    { auto: true },
  ],
});
