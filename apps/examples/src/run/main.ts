// `npm run examples [-- name …]`: trains the models in the box, checks their bars, and writes docs/benchmarks/training.md
// with a chart of each. Some names only: prints, and writes nothing.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { save } from "@linnet/plot";
import { examples } from "../examples/examples.js";
import { chartOf } from "./chart.js";
import type { Example, Outcome } from "./example.js";
import { machine } from "./machine.js";
import { type Result, report, resultOf, verdict } from "./report.js";

const DOCS = join(import.meta.dirname, "../../../../docs/benchmarks");

const names = process.argv.slice(2);
const unknown = names.filter((name) => !examples.some((example) => example.name === name));
if (unknown.length > 0) {
  const known = examples.map(({ name }) => name).join(", ");
  console.error(`examples: there is no ${unknown.join(", ")}. Choose from ${known}.`);
  process.exit(2);
}

const chosen = examples.filter(({ name }) => names.length === 0 || names.includes(name));
const results: Result[] = [];
for (const example of chosen) {
  console.log(`▸ ${example.name}: ${example.shows}`);
  const result = await measure(example);
  results.push(result);
  console.log(`  ${verdict(result)}\n`);
}

if (chosen.length === examples.length) await write();
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

async function measure(example: Example): Promise<Result> {
  const outcomes: Outcome[] = [];
  const start = performance.now();
  for (const seed of example.seeds) {
    const outcome = await example.run(seed, (line) => console.log(`  seed ${seed}: ${line}`));
    console.log(
      `  seed ${seed}: ${example.format(outcome.value)}${outcome.note === undefined ? "" : `; ${outcome.note}`}`,
    );
    outcomes.push(outcome);
  }
  return resultOf(example, outcomes, (performance.now() - start) / 1000);
}

async function write(): Promise<void> {
  await mkdir(DOCS, { recursive: true });
  for (const { example, outcomes } of results) {
    const figure = chartOf(outcomes[0]);
    if (figure !== null) await save(figure, join(DOCS, `training-${example.name}.svg`));
  }
  await writeFile(join(DOCS, "training.md"), report(results, machine()));
  console.log("docs/benchmarks/training.md and its charts are written");
}
