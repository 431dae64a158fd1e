// Correct digits on NIST's Statistical Reference Datasets beside those of NumPy, SciPy and statsmodels (peers.json, by
// tooling/oracle/nist-peers.py), into docs/accuracy/stats.md. Exits 1 where there are fewer than the best of those has, or when there is no
// reference.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { anova } from "./anova.mjs";
import { anovaCases, univariateCases } from "./cases.mjs";
import { linear } from "./linear.mjs";
import { reference } from "./nist-files.mjs";
import { nonlinear } from "./nonlinear.mjs";
import { page } from "./page.mjs";
import { univariate } from "./univariate.mjs";

const target = new URL("../../../../docs/accuracy/stats.md", import.meta.url);
const peers = JSON.parse(readFileSync(new URL("peers.json", import.meta.url), "utf8"));

/** What is measured, in the order of the page. */
const parts = [
  ["Univariate summaries", () => univariate(univariateCases())],
  ["Analysis of variance", () => anova(anovaCases())],
  ["Linear regression", linear],
  ["Nonlinear regression", nonlinear],
];

if (existsSync(join(reference, "data/nist"))) {
  const sections = parts.map(([title, measure]) => [title, measure().map(beside)]);
  writeFileSync(target, page(sections, peers.versions));
  const below = sections.flatMap(([, rows]) => rows).filter(({ margin }) => margin < 0);
  for (const { set, quantity, ours, best } of below) {
    console.log(`✗ ${set}, ${quantity}: ${ours.toFixed(1)} digits, beside ${best.toFixed(1)}`);
  }
  if (below.length > 0) process.exitCode = 1;
  console.log(
    `${sections.flatMap(([, rows]) => rows).length} quantities of NIST's sets, ${below.length} below the best`,
  );
} else {
  console.log(
    `✗ there is no reference: ${reference} has no data/nist. Set LINNET_REFERENCE to the folder that holds it.`,
  );
  process.exitCode = 1;
}

/** A row with the digits of the others, in tenths as theirs are. */
function beside({ set, quantity, digits, decimals }) {
  const theirs = peers.digits[set]?.[quantity] ?? {};
  const best = Math.max(0, ...Object.values(theirs));
  const ours = Math.max(tenths(digits), tenths(decimals ?? 0));
  return { set, quantity, digits: tenths(digits), decimals, theirs, ours, best, margin: tenths(ours - best) };
}

function tenths(v) {
  return Math.round(v * 10) / 10;
}
