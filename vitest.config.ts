import { existsSync, readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** One vitest project per package; imports of `@linnet/*` resolve to sources, so no build is needed to test. */
const conditions = ["@linnet/source", "module", "development|production"];
const root = new URL("./", import.meta.url);
const projects = ["packages", "apps", "tooling"]
  .flatMap((group) => (existsSync(new URL(group, root)) ? readdirSync(new URL(group, root)).map((name) => `${group}/${name}/`) : []))
  .filter((dir) => existsSync(new URL(`${dir}src`, root)) || existsSync(new URL(`${dir}test`, root)))
  .map((dir) => ({
    extends: true as const,
    root: new URL(dir, root).pathname,
    test: { name: (JSON.parse(readFileSync(new URL(`${dir}package.json`, root), "utf8")) as { name: string }).name },
  }));

export default defineConfig({
  resolve: { conditions: [...conditions, "browser"] },
  ssr: { resolve: { conditions: [...conditions, "node"] } },
  test: {
    projects,
    include: ["src/**/*.test.ts"],
    benchmark: { include: ["src/**/*.bench.ts"] },
    typecheck: { enabled: true, checker: "tsc", include: ["src/**/*.test-d.ts"] },
    reporters: ["default", "@linnet/tooling-vitest/tally"],
  },
});
