// The packages as npm would ship them: `pnpm pack`, which applies publishConfig.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/**
 * @param {readonly string[]} names packages of this repository, such as `@linnet/core`
 * @param {string} directory where the tarballs go
 * @returns {Record<string, string>} the tarball of each of them, and of each package of this repository that they need
 */
export function pack(names, directory) {
  const tarballs = {};
  for (const queue = [...names]; queue.length > 0;) {
    const name = queue.pop();
    if (tarballs[name]) continue;
    const home = join(packages, name.slice("@linnet/".length));
    const { dependencies = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const output = execFileSync("pnpm", ["pack", "--json", "--pack-destination", directory], {
      cwd: home,
      encoding: "utf8",
    });
    tarballs[name] = JSON.parse(output).filename;
    queue.push(...Object.keys(dependencies).filter((dependency) => dependency.startsWith("@linnet/")));
  }
  return tarballs;
}
