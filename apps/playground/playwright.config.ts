// The built page in Chromium, served with the isolation headers and, for tests tagged @plain, without.
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { defineConfig } from "@playwright/test";

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
    { name: "isolated", use: { baseURL: "http://localhost:4174" } },
    { name: "plain", use: { baseURL: "http://localhost:4175" }, grep: /@plain/ },
  ],
  webServer: [served(4174, "on"), served(4175, "off")],
});
