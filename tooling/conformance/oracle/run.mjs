// Runs the reference's cases against the built packages:
//   npm run oracle [-- core tensor linalg … --ops]
// Cases, expectations and the checker come from the reference folder (LINNET_REFERENCE, default ../shared beside the
// repository), which is read where it lies. Exits 1 when a required case fails, or when there is no reference.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { run } from "../adapter.mjs";
import { decisions } from "./decisions.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const oracle = join(process.env.LINNET_REFERENCE ?? join(root, "../shared"), "oracle");
const own = fileURLToPath(new URL("cases", import.meta.url)); // made by tooling/oracle/core-cases.py
const areas = ["core", "tensor", "f32", "linalg", "grad", "nn", "optim", "stats", "nist"];
const outcomes = ["pass", "fail", "optional", "decided", "unsupported"];

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith("--"));

if (existsSync(join(oracle, "runner.mjs"))) {
  const { check, decode, load } = await import(pathToFileURL(join(oracle, "runner.mjs")).href);
  console.log(row("area", outcomes));
  for (const area of wanted.length > 0 ? wanted : areas) {
    const { cases, refs } = load(join(area === "core" ? own : oracle, `${area}.json`));
    const results = await Promise.all(cases.map((c) => judge(c, refs, { check, decode })));
    report(area, results);
  }
} else {
  console.log(
    `✗ there is no reference: ${oracle} has no runner.mjs. Set LINNET_REFERENCE to the folder that holds oracle/.`,
  );
  process.exitCode = 1;
}

/** What became of a case. */
async function judge(c, refs, { check, decode }) {
  const inputs = Object.fromEntries(Object.entries(c.inputs ?? {}).map(([name, value]) => [name, decode(value, refs)]));
  let values;
  let error;
  try {
    values = await run(c.op, inputs, c.params ?? {});
  } catch (thrown) {
    error = thrown;
  }
  const done = (outcome, why = []) => ({ name: c.name, op: c.op, outcome, why });
  if (error?.message.startsWith("UNSUPPORTED")) return done("unsupported");
  const { ok, msgs } = check(c, values, error, refs);
  if (Object.hasOwn(decisions, c.name))
    return ok ? done("pass", ["agrees by now: take it from decisions.mjs"]) : done("decided");
  if (ok) return done("pass");
  return done((c.tier ?? "required") === "required" ? "fail" : "optional", msgs);
}

function report(area, results) {
  const tally = (some) => outcomes.map((outcome) => some.filter((result) => result.outcome === outcome).length);
  console.log(row(area, tally(results)));
  if (words.includes("--ops")) {
    for (const op of new Set(results.map((result) => result.op))) {
      console.log(row(`  ${op}`, tally(results.filter((result) => result.op === op))));
    }
  }
  for (const { name, outcome, why } of results) {
    if (why.length > 0) console.log(`  ${outcome === "fail" ? "✗" : "–"} ${name}: ${why.join("; ")}`);
    if (outcome === "fail") process.exitCode = 1;
  }
}

function row(name, counts) {
  return name.padEnd(32) + counts.map((count) => String(count).padStart(12)).join("");
}
