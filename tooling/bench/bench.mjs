// `npm run bench [-- suite-or-page …]`: builds, installs the peers, measures each suite, prints the tables and keeps them in
// docs/benchmarks/. Close other programs first: the numbers are those of a quiet machine, or worth nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { machine } from "./machine.mjs";
import { measure } from "./rounds.mjs";
import { pageReport } from "./page.mjs";
import { pages, suites } from "./suites.mjs";
import { report } from "./table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const playground = fileURLToPath(new URL("../../apps/playground/", import.meta.url));
const docs = new URL("../../docs/benchmarks/", import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const only = process.argv.slice(2);

console.log("▸ installing the peers …");
run("npx", ["--yes", packageManager, "install", "--frozen-lockfile", "--silent"], `${here}peers`);
mkdirSync(docs, { recursive: true });
const where = machine();
const wanted = suites.filter(({ name, page }) => only.length === 0 || only.some((word) => [name, page].includes(word)));
for (const suite of wanted.filter(({ page }) => page === undefined)) {
  const text = report(suite, await measured(suite), where);
  write(suite.name, text);
}
for (const page of new Set(wanted.flatMap(({ page }) => page ?? []))) {
  const rows = [];
  for (const suite of wanted.filter((row) => row.page === page)) rows.push({ suite, results: await measured(suite) });
  const whole = rows.length === suites.filter((row) => row.page === page).length;
  const text = pageReport(pages[page], rows, where);
  if (whole) write(page, text + appendix(pages[page]));
  else console.log(`\n${text}`); // a part is not the page
}
for (const [name, program] of Object.entries({
  playground: "opened.mjs",
  lessons: "compute.mjs",
  editor: "editor.mjs",
})) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`▸ the playground: ${name} …`);
  console.log(run("node", [`bench/${program}`], playground));
}

function measured(suite) {
  console.log(`▸ ${suite.title} …`);
  return measure(suite);
}

/** What a page tells beside the table of times: what a program prints. */
function appendix({ appendix: program }) {
  return program === undefined ? "" : `\n${run("node", [program], here)}`;
}

function write(name, text) {
  writeFileSync(new URL(`${name}.md`, docs), text);
  console.log(`\n${text}`);
}

function run(program, words, cwd) {
  return execFileSync(program, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
