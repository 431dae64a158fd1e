// Which Chromium runs the browser tests, and with which flags.
import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { command } from "./command.mjs";

/** Flags for a browser that runs tests only: no sandbox (containers), no GPU, and no traffic of its own. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns {string | undefined} the path of an installed Chromium: `CHROMIUM`, the system's, or Playwright's own */
export function findChromium() {
  return [...places, chromium.executablePath()].find((path) => path && existsSync(path));
}

let wanted;

/** @returns {Promise<string | undefined>} an installed Chromium, or one that Playwright could download; asked once */
export function requireChromium() {
  return (wanted ??= obtainChromium());
}

async function obtainChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("▸ no Chromium found; asking Playwright for one …");
  await command(["playwright", "install", "chromium"], { limit: 300_000 });
  return findChromium();
}
