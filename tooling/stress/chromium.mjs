// One scenario in a page of its own, in Chromium; the page is isolated, so that its memory is shared as in Node.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { flags } from "@linnet/tooling-run/chromium";
import { build } from "esbuild";
import { chromium } from "playwright";

const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/**
 * @param {string} executablePath the browser
 * @param {number} index of the scenario
 * @param {number} share of the operations
 */
export async function runInChromium(executablePath, index, share) {
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${server.address().port}/`);
    await page.waitForFunction("globalThis.stress !== undefined");
    const result = await page.evaluate(([i, part]) => globalThis.stress(i, part), [index, share]);
    return { ...result, resident: await peakOfRenderers(browser) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The most that a renderer held, in bytes; NaN where the system does not say. */
async function peakOfRenderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const files = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => `/proc/${id}/status`);
  const peaks = files
    .filter((file) => existsSync(file))
    .map((file) => /VmHWM:\s*(\d+) kB/.exec(readFileSync(file, "utf8")));
  return peaks.length === 0 ? NaN : Math.max(...peaks.map((match) => Number(match?.[1]) * 1024));
}

async function serve() {
  const { outputFiles } = await build({
    entryPoints: [new URL("in-page.mjs", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    write: false,
  });
  const server = createServer(({ url }, response) => {
    const script = url === "/page.js";
    response.writeHead(200, { ...headers, "Content-Type": script ? "text/javascript" : "text/html" });
    response.end(script ? outputFiles[0].contents : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return server;
}
