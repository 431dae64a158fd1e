// The packages' tests in Chromium: once with the headers that allow shared memory, and those of memory and threads once
// more without, where one plain memory and one thread must give the same results.
import { fileURLToPath } from "node:url";
import { packageTests } from "@linnet/tooling-run/browser-tests";
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../", import.meta.url));
const executablePath = findChromium();
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const everywhere = packageTests();
const ofMemory = everywhere.filter((file) => /kernels\/src\/(memory|threads)\//.test(file));

function project(name: string, include: string[], headers: Record<string, string>) {
  return {
    extends: true as const,
    server: { headers },
    test: {
      name,
      include,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: flags } }),
        instances: [{ browser: "chromium" as const }],
      },
    },
  };
}

export default defineConfig({
  root,
  resolve: { conditions: ["@linnet/source", "module", "browser", "development|production"] },
  test: {
    projects: [project("isolated", everywhere, isolation), project("not isolated", ofMemory, {})],
    reporters: ["default", fileURLToPath(new URL("tally.mjs", import.meta.url))],
  },
});
