// The built page, served, and a browser that measures it.
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";

/**
 * @param {(page: {
 *   address: string,
 *   version: string,
 *   fresh: <T>(work: (context: import("@playwright/test").BrowserContext) => Promise<T>, options?: object) => Promise<T>,
 * }) => Promise<void>} work `version`: of the browser; `fresh` gives a visitor who has nothing of the page yet
 */
export async function withPage(work) {
  const root = new URL("../", import.meta.url).pathname;
  await build({ root, logLevel: "warn" });
  const server = await preview({ root, logLevel: "warn", preview: { port: 4188 } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: flags });
  const fresh = async (work, options) => {
    const context = await browser.newContext(options);
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  };
  try {
    await work({ address: server.resolvedUrls.local[0], version: browser.version(), fresh });
  } finally {
    await browser.close();
    server.httpServer.closeAllConnections();
    server.httpServer.close();
  }
}
