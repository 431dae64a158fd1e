// What a page makes a browser fetch: every file, gzipped as a host would send it (fonts are compressed already).
import { gzipSync } from "node:zlib";

/**
 * Opens an address in a page that has nothing yet, and waits until it stands and nothing more comes.
 *
 * @param {import("@playwright/test").BrowserContext} context with an empty cache
 * @param {string} address of a lesson, or of the editor
 * @param {string} [standing] what is there as soon as it can be used
 * @returns {Promise<{ file: string, bytes: number }[]>} heaviest first
 */
export async function weigh(context, address, standing = '[data-testid="caption"]:not(:empty)') {
  const responses = [];
  context.on("response", (response) => response.url().startsWith("http") && responses.push(response));
  const page = await context.newPage();
  await page.goto(address);
  await page.locator(standing).waitFor({ timeout: 120_000 });
  await page.waitForLoadState("networkidle");
  // fonts are asked for when what is written in them has been laid out
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const files = await Promise.all(
    responses.map(async (response) => {
      const body = await response.body();
      const file = new URL(response.url()).pathname;
      return { file, bytes: file.endsWith(".woff2") ? body.length : gzipSync(body).length };
    }),
  );
  await page.close();
  return files.sort((a, b) => b.bytes - a.bytes);
}
