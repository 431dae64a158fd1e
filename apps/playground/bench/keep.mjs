// Keeps a report in docs/benchmarks/, in the project's format.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function keep(name, text) {
  const file = fileURLToPath(new URL(`../../../docs/benchmarks/${name}`, import.meta.url));
  writeFileSync(file, text);
  spawnSync("npx", ["oxfmt", file], { stdio: "inherit" });
}
