// `npm test`: every check and every test, one verdict. Its last line counts them all: `N passed, N failed[, N skipped]`.
// `npm test -- lint unit` runs only the checks and runners named.
import { besideEachOther } from "./beside-each-other.mjs";
import { checks } from "./checks.mjs";
import { install } from "./install.mjs";
import { runners } from "./runners.mjs";
import { step } from "./step.mjs";
import { tallyLine } from "./tally-line.mjs";
import { Tally } from "./tally.mjs";

const only = new Set(process.argv.slice(2));
const wanted = ({ name }) => only.size === 0 || only.has(name);
const tally = new Tally();
const broken = new Set();

if (await install()) {
  await besideEachOther(checks.filter(wanted), runCheck);
  for (const runner of runners.filter(wanted)) await runTests(runner);
} else tally.check("install", false);

for (const name of tally.failures) console.log(`✗ ${name}`);
console.log(tallyLine(tally));
process.exitCode = tally.failed > 0 ? 1 : 0;

async function runCheck({ name, title, words, needs }) {
  if (isBlocked(title, needs)) return void broken.add(name);
  const ok = await step(title, words);
  tally.check(title, ok);
  if (!ok) broken.add(name);
}

async function runTests({ name, title, words, cwd, needs, browser }) {
  if (isBlocked(title, needs)) return;
  const { requireChromium } = await import("./chromium.mjs"); // after the install that brings Playwright
  const chromium = browser ? await requireChromium() : undefined;
  if (browser && !chromium) return skipBrowserTests(title, name);
  const env = chromium ? { CHROMIUM: chromium } : {};
  await tally.runner(name, (count) => step(title, words, { cwd, env: { ...env, ...count }, show: true }));
}

function isBlocked(title, needs) {
  if (!broken.has(needs)) return false;
  console.log(`– ${title}: skipped, because "${needs}" failed`);
  tally.skipped++;
  return true;
}

async function skipBrowserTests(title, name) {
  const { countBrowserTests } = await import("./browser-tests.mjs");
  const count = countBrowserTests(name);
  console.log(`– ${title}: ${count} tests skipped, because no Chromium was found (set CHROMIUM to its path)`);
  tally.skipped += count;
}
