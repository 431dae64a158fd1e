// `npm run bench [-- suite …]`: builds, installs the peers, measures each suite, prints the tables and keeps them in
// docs/benchmarks/. Close other programs first: the numbers are those of a quiet machine, or worth nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { machine } from "./machine.mjs";
import { measure } from "./rounds.mjs";
import { suites } from "./suites.mjs";
import { report } from "./table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const docs = new URL("../../docs/benchmarks/", import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const only = process.argv.slice(2);

console.log("▸ installing the peers …");
run("npx", ["--yes", packageManager, "install", "--frozen-lockfile", "--silent"], `${here}peers`);
mkdirSync(docs, { recursive: true });
const where = machine();
for (const suite of suites.filter(({ name }) => only.length === 0 || only.includes(name))) {
  console.log(`▸ ${suite.title} …`);
  const results = await measure(suite);
  const text = report(suite, results, where);
  writeFileSync(new URL(`${suite.name}.md`, docs), text);
  console.log(`\n${text}`);
}

function run(program, words, cwd) {
  return execFileSync(program, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
