// One vitest project for each package, app and tool. `@linnet/*` resolves to sources: no build is needed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.mjs";

const root = new URL("../../", import.meta.url);
const conditions = ["@linnet/source", "module", "development|production"];

/** Tests that change nothing but arrays: their files share the modules of a process, which are read once. Others begin afresh. */
const sharing = ["@linnet/autograd", "@linnet/explain", "@linnet/optimize", "@linnet/stats"];

const projects = ["packages", "apps", "tooling"]
  .flatMap((group) => readdirSync(new URL(group, root)).map((name) => new URL(`${group}/${name}/`, root)))
  .filter((directory) => existsSync(new URL("package.json", directory)))
  .map((directory) => ({
    extends: true as const,
    root: fileURLToPath(directory),
    test: { name: nameOf(directory), isolate: !sharing.includes(nameOf(directory)) },
  }));

function nameOf(directory: URL): string {
  const { name } = JSON.parse(readFileSync(new URL("package.json", directory), "utf8")) as { name: string };
  return name;
}

export default defineConfig({
  root: fileURLToPath(root),
  resolve: { conditions: [...conditions, "browser"] },
  ssr: { resolve: { conditions: [...conditions, "node"] } },
  test: {
    projects,
    setupFiles: [fileURLToPath(new URL("properties.mjs", import.meta.url))],
    provide: { seed },
    include: ["src/**/*.test.ts", "*.test.mjs"],
    exclude: ["src/**/*.browser.test.ts"],
    testTimeout: 60_000, // a guard against hanging, not a bound: machines are shared
    benchmark: { include: ["src/**/*.bench.ts"] },
    typecheck: { enabled: true, checker: "tsc", include: ["src/**/*.test-d.ts"] },
    reporters: ["default", fileURLToPath(new URL("tally.mjs", import.meta.url))],
  },
});
