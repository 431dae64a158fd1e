// A project as `npm create vite` makes it, built, served, opened in Chromium; what its console said.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { flags } from "@linnet/tooling-run/chromium";
import { chromium } from "playwright";
import { build, preview } from "vite";

/**
 * @param {string} project a directory with its dependencies installed
 * @param {string} code its main.js
 * @param {string | undefined} executablePath the browser; without one the page is only built
 * @param {number} lines how many lines to wait for
 * @returns {Promise<string[] | undefined>} the lines on the console
 */
export async function runInPage(project, code, executablePath, lines) {
  writeFileSync(join(project, "main.js"), code);
  writeFileSync(join(project, "index.html"), '<!doctype html><script type="module" src="/main.js"></script>\n');
  await build({ root: project, configFile: false, logLevel: "warn" });
  if (!executablePath) return undefined;
  const server = await preview({ root: project, configFile: false, preview: { port: 4179 } });
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    return await consoleOf(await browser.newPage(), server.resolvedUrls.local[0], lines);
  } finally {
    await browser.close();
    server.httpServer.close();
    await once(server.httpServer, "close");
  }
}

/** Until there are enough lines, an exception, or ten seconds have passed. */
async function consoleOf(page, address, lines) {
  const said = [];
  const enough = new Promise((resolve) => {
    page.on("console", (message) => {
      if (message.type() === "log" && said.push(message.text()) >= lines) resolve();
    });
    page.on("pageerror", (error) => resolve(said.push(`uncaught ${error.message}`)));
    setTimeout(resolve, 10_000).unref();
  });
  await page.goto(address);
  await enough;
  return said;
}
