// One vitest project for each package, app and tool. `@linnet/*` resolves to sources: no build is needed. Types (*.test-d.ts)
// are the compiler's matter: see `npm test -- types`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { beginsAfresh } from "./begins-afresh.mjs";
import { seed } from "./seed.mjs";

const root = new URL("../../", import.meta.url);
const include = ["src/**/*.test.ts", "*.test.mjs"];
const exclude = ["src/**/*.browser.test.ts"];
const conditions = ["@linnet/source", "module", "development|production"];

const projects = ["packages", "apps", "tooling"]
  .flatMap((group) => readdirSync(new URL(group, root)).map((name) => new URL(`${group}/${name}/`, root)))
  .filter((directory) => existsSync(new URL("package.json", directory)))
  .flatMap((directory) => {
    const alone = testsIn(directory).filter((file) => beginsAfresh(new URL(file, directory)));
    const project = { extends: true as const, root: fileURLToPath(directory) };
    const shared = { name: nameOf(directory), isolate: false, include, exclude: [...exclude, ...alone] };
    const fresh = { name: `${nameOf(directory)} alone`, include: alone, exclude };
    return (alone.length === 0 ? [shared] : [shared, fresh]).map((test) => ({ ...project, test }));
  });

/** Unit tests below a package, as paths from there. */
function testsIn(directory: URL): string[] {
  const source = new URL("src/", directory);
  if (!existsSync(source)) return [];
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => `src/${file.replaceAll("\\", "/")}`);
}

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
    maxWorkers: availableParallelism(), // one for each processor: vitest would leave one of them to itself
    setupFiles: [fileURLToPath(new URL("properties.mjs", import.meta.url))],
    provide: { seed },
    testTimeout: 60_000, // a guard against hanging, not a bound: machines are shared
    benchmark: { include: ["src/**/*.bench.ts"] },
    reporters: ["default", fileURLToPath(new URL("tally.mjs", import.meta.url))],
  },
});
