// Errors of the elementwise kernels in ulps, into docs/accuracy/math.md.
// --full takes all 2³² float32, otherwise every 1009th. Exits 1 where an error exceeds its bound.
import { readFileSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { disagreements } from "./check.mjs";
import { functions } from "./functions.mjs";
import { againstDouble, againstExact } from "./measure.mjs";
import { doubles, fewSingles, singles } from "./points.mjs";
import { merge, table } from "./report.mjs";

const target = fileURLToPath(new URL("../../../docs/accuracy/math.md", import.meta.url));
const words = process.argv.slice(2);
const full = words.includes("--full");
const wanted = words.filter((word) => !word.startsWith("--"));
/** A prime, so that the trailing bits of the float32 vary. */
const STRIDE = full ? 1 : 1009;
/** Points of float64 in each region: the values with 160 bits take up to a millisecond each. */
const COUNT = full ? 40000 : 4000;

for (const sentence of disagreements()) {
  console.log(`✗ ${sentence}`);
  process.exitCode = 1;
}

const rows = [];
for (const entry of functions) {
  if (entry.op === undefined || (wanted.length > 0 && !wanted.includes(entry.name))) continue;
  const start = performance.now();
  const f32 =
    entry.double === undefined ? againstExact(entry, "float32", fewSingles(entry.regions, COUNT)) : sweep(entry);
  const f64 = againstExact(entry, "float64", doubles(entry.regions, COUNT));
  rows.push({ name: entry.name, bound: entry.bound, f32, f64 });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${entry.name.padEnd(9)} ≤ ${entry.bound} · float32 ${summary(f32)} · float64 ${summary(f64)} · ${seconds} s`,
  );
  for (const { wrong } of [f32, f64])
    if (wrong.length > 0) console.log(`  ✗ ${wrong.length} wrong, as ${wrong.slice(0, 4).join(", ")}`);
  const bad = [f32, f64].some((found) => !(found.ulps <= entry.bound) || found.wrong.length > 0);
  if (bad) process.exitCode = 1;
}
mkdirSync(fileURLToPath(new URL("../../../docs/accuracy", import.meta.url)), { recursive: true });
const known = existsSync(target) ? readFileSync(target, "utf8") : "";
writeFileSync(target, table(merge(known, rows), `${cpus()[0].model.trim()}, Node ${process.versions.node}`));

function sweep(entry) {
  const total = { ulps: 0, at: 0, count: 0, wrong: [] };
  for (const points of singles(STRIDE)) {
    const found = againstDouble(entry, points);
    if (found.ulps > total.ulps) [total.ulps, total.at] = [found.ulps, found.at];
    total.count += found.count;
    total.wrong.push(...found.wrong.slice(0, 10));
  }
  return total;
}

function summary({ ulps, at, count }) {
  return `${ulps.toFixed(3)} at ${at} of ${count}`;
}
