// `npm run bench -- playground`: builds the page, opens every lesson as a computer and as a phone do, and keeps what it weighs and
// how long it takes until it can be used, in docs/benchmarks/playground.md. `node bench/bench.mjs vectors` only tells of those named.
import { cpus } from "node:os";
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { keep } from "./keep.mjs";
import { weigh } from "./weigh.mjs";

const ROUNDS = 5;
/** How much slower the processor of a phone is taken to be. */
const PHONE = 4;

const only = process.argv.slice(2);
const root = new URL("../", import.meta.url).pathname;
await build({ root, logLevel: "warn" });
const server = await preview({ root, logLevel: "warn", preview: { port: 4188 } });
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: findChromium(), args: flags });
try {
  const rows = [];
  for (const id of only.length > 0 ? only : await lessons()) {
    const files = await fresh((context) => weigh(context, `${address}#/${id}`));
    const computer = await median(() => opened(id, 1));
    const phone = await median(() => opened(id, PHONE));
    rows.push({ id, bytes: total(files), heaviest: files.slice(0, 2), computer, phone });
    console.log(`${id}: ${kilobytes(total(files))}, ${computer} ms, ${phone} ms`);
  }
  if (only.length > 0) console.log(report(rows));
  else keep("playground.md", report(rows));
} finally {
  await browser.close();
  server.httpServer.closeAllConnections();
  server.httpServer.close();
}

async function fresh(work) {
  const context = await browser.newContext();
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

function lessons() {
  return fresh(async (context) => {
    const page = await context.newPage();
    await page.goto(address);
    const links = await page.locator(".listings a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    return links.map((link) => link.slice(2));
  });
}

/** Milliseconds from the first request until the lesson says what it has computed. */
function opened(id, slowness) {
  return fresh(async (context) => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await page.goto(`${address}#/${id}`, { waitUntil: "commit" });
    await page.locator('[data-testid="caption"]:not(:empty)').waitFor();
    return page.evaluate(() => performance.now());
  });
}

async function median(measure) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await measure());
  return Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]);
}

function total(files) {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function report(rows) {
  const name = (file) => file.replace("/assets/", "").replace(/-[\w-]{8}(?=\.\w+$)/, "");
  const lines = rows.map(({ id, bytes, heaviest, computer, phone }) => {
    const parts = heaviest.map(({ file, bytes }) => `${name(file)} ${kilobytes(bytes)}`).join(", ");
    return `| ${id} | ${kilobytes(bytes)} | ${parts} | ${computer} ms | ${phone} ms |`;
  });
  return [
    "# The playground",
    "",
    "Each lesson opened by its link in a browser that has nothing of the page yet: all that it fetches, gzipped (fonts and the library",
    `included), and the time until it says what it has computed and can be used, median of ${ROUNDS}; as on a phone: with the page's processor`,
    `${PHONE} times as slow (Chromium slows down the page, not its workers). Files come from the same machine, so that the times hold no network.`,
    "",
    "| lesson | fetched | heaviest | computer | phone |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
    "",
    `Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores; Chromium ${browser.version()}.`,
    "",
  ].join("\n");
}
