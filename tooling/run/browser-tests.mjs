// Which test files run in a browser. The unit tests of kernels and core do when they keep clear of Node and of vitest's
// module registry (browsers have their own, which cannot be reset): the same laws hold there, over other memory and other
// threads. Files named *.browser.test.ts run nowhere else.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";

const portable = ["kernels", "core"];
const needsNode = /\b(from|import\()\s*"node:|\bprocess\.|\bvi\.(resetModules|mock|doMock)\(/;
const testCall = /^\s*(it|test)(\.\w+)*\(/gm;

/** @returns {string[]} the test files of the packages that run in a browser, as absolute paths */
export function packageTests() {
  const packages = readdirSync(join(root, "packages"));
  return packages.flatMap((name) =>
    files(join(root, "packages", name, "src"), ".test.ts").filter(
      (file) => file.endsWith(".browser.test.ts") || (portable.includes(name) && !needsNode.test(text(file))),
    ),
  );
}

/**
 * How many tests are lost without a browser, read from the sources because nothing can run them.
 *
 * @param {string} runner the name of a browser runner in runners.mjs
 */
export function countBrowserTests(runner) {
  const sources = runner === "page" ? files(join(root, "apps/playground/e2e"), ".spec.ts") : packageTests();
  return sources.reduce((count, file) => count + (text(file).match(testCall) ?? []).length, 0);
}

function text(file) {
  return readFileSync(file, "utf8");
}

function files(directory, ending) {
  return readdirSync(directory, { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(directory, file));
}
