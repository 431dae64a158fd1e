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

export default defineConfig({
  testDir: "e2e",
  outputDir: "../../artifacts/playwright",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  reporter: [["list"], ["@linnet/tooling-run/playwright-tally"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findChromium(), args: flags },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "isolated", use: { baseURL: `http://localhost:${port}` } },
    { name: "plain", use: { baseURL: `http://localhost:${port + 1}` }, grep: /@plain/ },
  ],
  webServer: [served(port, "on"), served(port + 1, "off")],
});
