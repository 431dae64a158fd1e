// The test runners of `npm test`: what they run, and what they need before they can.
import { join } from "node:path";
import { root } from "./command.mjs";

/** @type {readonly { name: string, title: string, words: readonly string[], cwd?: string, needs: string, browser?: boolean }[]} */
export const runners = [
  {
    name: "unit",
    title: "unit, property and type-level tests",
    words: ["vitest", "run", "--config", "tooling/vitest/vitest.config.ts"],
    needs: "generate",
  },
  {
    name: "browser",
    title: "the packages' tests in Chromium, isolated and not",
    words: ["vitest", "run", "--config", "tooling/vitest/browser.config.ts"],
    needs: "generate",
    browser: true,
  },
  {
    name: "page",
    title: "the playground in Chromium",
    words: ["npm", "run", "--silent", "test:page"],
    cwd: join(root, "apps/playground"),
    needs: "build",
    browser: true,
  },
];
