// The built page in Chromium, served with the isolation headers and, for tests tagged @plain, without.
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { defineConfig } from "@playwright/test";

/** The first of two ports; the other serves the page without isolation. */
const port = Number(process.env["LINNET_PAGE_PORT"] ?? 4174);

const served = (port: number, isolation: "on" | "off") => ({
  command: `npm run --silent preview -- --port ${port} --strictPort`,
  port,
  env: { LINNET_ISOLATION: isolation },
});

/** What every lesson is put through, and what takes up what that gave. */
const [LESSONS, TAKEN_HOME] = ["e2e/lessons.spec.ts", "e2e/taken-home.spec.ts"].map((file) => `**/${file}`);

const isolated = { baseURL: `http://localhost:${port}` };
const plain = { baseURL: `http://localhost:${port + 1}` };

export default defineConfig({
  testDir: "e2e",
  outputDir: "../../artifacts/playwright",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2, // a file is one worker's, except where its tests say that they are apart
  reporter: [["list"], ["@linnet/tooling-run/playwright-tally"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findChromium(), args: flags },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "isolated", use: isolated, testIgnore: [LESSONS, TAKEN_HOME] },
    { name: "lessons", use: isolated, testMatch: LESSONS },
    { name: "taken-home", testMatch: TAKEN_HOME, dependencies: ["lessons"] },
    { name: "plain", use: plain, testIgnore: TAKEN_HOME, grep: /@plain/ },
  ],
  webServer: [served(port, "on"), served(port + 1, "off")],
});
