// Pastes the README's first example into an empty project that installs the packed tarballs, runs it in Node, and runs it
// in a Vite page: both must print the same, and nothing that says `false`.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "@linnet/tooling-run/chromium";
import { pack } from "./pack.mjs";
import { runInPage } from "./page.mjs";
import { firstExample } from "./readme.mjs";

const project = mkdtempSync(join(tmpdir(), "linnet-example-"));
const chromium = findChromium();
try {
  const { code, packages } = firstExample();
  install(pack(packages, makeDirectory("tarballs")));
  writeFileSync(join(project, "example.mjs"), code);
  const inNode = execFileSync("node", ["example.mjs"], { cwd: project, encoding: "utf8" }).trimEnd();
  const printed = code.match(/console\.log\(/g).length;
  const inPage = (await runInPage(project, code, chromium, printed))?.join("\n");
  console.log(inNode);
  if (!chromium) console.log("– built as a page, but no Chromium was found to open it in");
  else if (inPage !== inNode) fail(`the page printed something else:\n${inPage}`);
  if (/\bfalse\b|NaN/.test(inNode)) fail("the example contradicts itself");
} finally {
  rmSync(project, { recursive: true, force: true });
}

function makeDirectory(name) {
  mkdirSync(join(project, name));
  return join(project, name);
}

function install(tarballs) {
  const dependencies = Object.fromEntries(Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`]));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent"], { cwd: project, stdio: "inherit" });
}

function fail(sentence) {
  console.log(`✗ ${sentence}`);
  process.exitCode = 1;
}
