// The packages' tests in Chromium: once with the headers that allow shared memory, and those of the kernels once more
// without, where plain memory and one thread must give the same results.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageTests } from "@linnet/tooling-run/browser-tests";
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { beginsAfresh } from "./begins-afresh.mjs";
import { seed } from "./seed.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const executablePath = findChromium();
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const everywhere = packageTests();
/** Those that import what others need too; to look through all files takes half a minute. */
const dependents = [
  join(root, "tooling/vitest/properties.mjs"),
  join(root, "packages/stats/src/special/*.ts"),
  ...everywhere.filter((file) => file.endsWith(".browser.test.ts")),
];
const ofKernels = everywhere.filter((file) => file.includes(join("packages", "kernels")));

/** Files share a page, but for those that begin afresh. */
function projects(name: string, isolated: boolean, files: string[]) {
  const alone = files.filter(beginsAfresh);
  const shared = files.filter((file) => !alone.includes(file));
  return [project(name, isolated, false, shared), project(`${name}, alone`, isolated, true, alone)];
}

function project(name: string, isolated: boolean, isolate: boolean, include: string[]) {
  return {
    extends: true as const,
    server: { headers: isolated ? isolation : {} },
    test: {
      name,
      isolate,
      provide: { isolated, seed },
      setupFiles: [join(root, "tooling/vitest/properties.mjs")],
      testTimeout: 60_000,
      include: [...include, join(root, "tooling/vitest/isolation.browser.test.ts")],
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
  optimizeDeps: { entries: dependents }, // all dependencies at once: one found late would reload the page in the middle of a test
  test: {
    projects: [...projects("isolated", true, everywhere), ...projects("not isolated", false, ofKernels)],
    maxWorkers: availableParallelism(), // as many pages as processors
    reporters: ["default", fileURLToPath(new URL("tally.mjs", import.meta.url))],
  },
});
