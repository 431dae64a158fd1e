// Vitest in Node: from the root all unit tests, from a package's folder those of the package. `@linnet/*` resolves to
// sources: no build is needed. There are two projects and not two for each package, since each project reads and
// transforms again whatever its tests import. Types (*.test-d.ts) are the compiler's matter: see `npm test -- types`.
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { beginsAfresh } from "./begins-afresh.mjs";
import { seed } from "./seed.mjs";

const root = new URL("../../", import.meta.url);
const conditions = ["@linnet/source", "module", "development|production"];
const here = relative(fileURLToPath(root), process.cwd()).replaceAll("\\", "/");
const [own] = /^(packages|apps|tooling)\/[^/]+/.exec(here) ?? [];
const folders = own ?? "{packages,apps,tooling}/*";
const include = [`${folders}/src/**/*.test.ts`, `${folders}/*.test.mjs`];
const exclude = ["**/*.browser.test.ts"];
const benchmark = { include: [`${folders}/src/**/*.bench.ts`] };
const alone = ["packages", "apps", "tooling"]
  .flatMap((group) => readdirSync(new URL(group, root)).map((name) => `${group}/${name}`))
  .filter((folder) => folder === (own ?? folder))
  .flatMap((folder) => testsIn(`${folder}/src`))
  .filter((file) => beginsAfresh(new URL(file, root)));

/** Tests below a folder, as paths from the root. */
function testsIn(folder: string): string[] {
  const url = new URL(folder, root);
  if (!existsSync(url)) return [];
  const files = readdirSync(url, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
}

export default defineConfig({
  root: fileURLToPath(root),
  resolve: { conditions: [...conditions, "browser"] },
  ssr: { resolve: { conditions: [...conditions, "node"] } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "together", isolate: false, include, exclude: [...exclude, ...alone], benchmark },
      },
      { extends: true, test: { name: "alone", include: alone, exclude, benchmark: { include: [] } } },
    ],
    maxWorkers: availableParallelism(), // one for each processor: vitest would leave one of them to itself
    setupFiles: [fileURLToPath(new URL("properties.mjs", import.meta.url))],
    provide: { seed },
    testTimeout: 60_000, // a guard against hanging, not a bound: machines are shared
    reporters: ["default", fileURLToPath(new URL("tally.mjs", import.meta.url))],
  },
});
