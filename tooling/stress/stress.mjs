// `npm run stress`: holds the memory of arrays to its bounds over 100,000 operations on megabytes and 10⁷ on small arrays,
// in Node and in Chromium, and keeps the figures in docs/benchmarks/memory.md. `--quick` does a fiftieth of it and keeps
// nothing: that is what `npm test` runs. Exit code 1 if a bound is exceeded.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { findChromium } from "@linnet/tooling-run/chromium";
import { runInChromium } from "./chromium.mjs";
import { bounds, scenarios } from "./scenarios.mjs";

const quick = process.argv.includes("--quick");
const share = quick ? 0.02 : 1;
const executablePath = findChromium();
const program = fileURLToPath(new URL("in-node.mjs", import.meta.url));

const engines = [
  ["Node", (index) => JSON.parse(execFileSync(process.execPath, [program, index, share], { encoding: "utf8" }))],
  ...(executablePath ? [["Chromium", (index) => runInChromium(executablePath, index, share)]] : []),
];

const rows = [];
const problems = [];
for (const [engine, measure] of engines) {
  for (const [index, scenario] of scenarios.entries()) {
    const result = await measure(index);
    rows.push({ engine, scenario, result });
    for (const problem of problemsOf(scenario, result)) problems.push(`${engine}, ${scenario.name}: ${problem}`);
    console.log(line({ engine, scenario, result }));
  }
}

if (!quick) writeFileSync(new URL("../../docs/benchmarks/memory.md", import.meta.url), report(rows));
for (const problem of problems) console.log(`✗ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log(`✓ memory is held${executablePath ? "" : "; no Chromium to see it in"}`);

function problemsOf({ spills, heap }, result) {
  return [
    !result.right && "the result is wrong",
    result.resident > bounds.process &&
      `the process must stay under ${mega(bounds.process)}; got ${mega(result.resident)}`,
    spills !== undefined && result.spills > spills && `nothing may spill; got ${result.spills} results that did`,
    heap && result.heap > bounds.scope && `the heap must stay under ${mega(bounds.scope)}; got ${mega(result.heap)}`,
  ].filter(Boolean);
}

function line({ engine, scenario, result }) {
  const { count, resident, heap, spills, collections, microseconds } = result;
  const cells = [engine, scenario.name, count.toLocaleString("en"), Number.isNaN(resident) ? "–" : mega(resident)];
  cells.push(mega(heap), String(spills), String(collections), `${microseconds.toPrecision(3)} µs`);
  return `| ${cells.join(" | ")} |`;
}

function report(measured) {
  const header = [
    "engine",
    "each operation takes",
    "operations",
    "process at most",
    "heap at most",
    "spilled",
    "collections asked for",
    "one operation",
  ];
  const text = `# Memory over many operations

Written by \`npm run stress\`. Every operation makes an array from the one before, which is then forgotten. The process must stay
under ${mega(bounds.process)}; nothing may spill where the program pauses or uses \`scope\`; in scopes the heap must stay under
${mega(bounds.scope)}; and the last array must be right. Without a pause no finalizer runs: what the heap's limit (1 GiB) does
not hold goes to ordinary buffers, which the engine collects.

| ${header.join(" | ")} |
| ${header.map(() => "---").join(" | ")} |
${measured.map(line).join("\n")}

Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}.
`;
  return text;
}

function mega(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
