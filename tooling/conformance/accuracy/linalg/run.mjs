// LAPACK's test ratios of every factorization, matrix equation and function of matrices, beside those of NumPy and SciPy on the same
// matrices, into docs/accuracy/linalg.md. Of some only where they are named, in their places of the page. Exits 1 where a ratio of ours is
// not below 30, or one of a function not within twice SciPy's.
import { cpus } from "node:os";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { scope } from "@linnet/core";
import { SpectrumError } from "@linnet/linalg";
import { factorizations } from "./factorizations.mjs";
import { functions } from "./functions.mjs";
import { lapack } from "./lapack.mjs";
import { merge, page } from "./page.mjs";

const THRESHOLD = 30;
const target = new URL("../../../../docs/accuracy/linalg.md", import.meta.url);
const everyDtype = ["float64", "complex128", "float32", "complex64"];

const names = process.argv.slice(3);
const judge = lapack();
const rows = [];
for (const { name, types, shapes, factor, dtypes = everyDtype, within = Infinity } of [
  ...factorizations,
  ...functions,
]) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const dtype of dtypes) {
    const worst = new Map();
    const start = performance.now();
    let refused = 0;
    for (const type of types) {
      for (const [m, n] of shapes) {
        const where = `${type.name} ${m}×${n}`;
        try {
          const found = await judge(name, () => scope(() => arraysOf(type.build(m, n, dtype), factor)));
          note(worst, "ours", found.ours, where);
          note(worst, "theirs", found.theirs, where);
        } catch (error) {
          if (error instanceof SpectrumError) {
            refused++; // there is no answer, or no unique one
            continue;
          }
          process.exitCode = 1;
          console.log(`✗ ${name} ${dtype} of ${where}: ${error.message}`);
        }
      }
    }
    for (const [ratio, { ours, theirs }] of worst) {
      rows.push({ name, dtype, ratio, ours, theirs });
      const bad = !(ours.value < THRESHOLD && ours.value <= within * (theirs?.value ?? Infinity));
      if (bad) process.exitCode = 1;
      console.log(
        `${bad ? "✗" : " "} ${name.padEnd(10)} ${dtype.padEnd(10)} ${ratio.padEnd(17)} ${ours.value.toPrecision(3)} at ${ours.where}` +
          ` · LAPACK ${theirs?.value.toPrecision(3)} at ${theirs?.where} · ${refused} refused · ${Math.round((performance.now() - start) / 1000)} s`,
      );
    }
  }
}
judge.end();
const known = existsSync(target) ? readFileSync(target, "utf8") : "";
const table = (wanted) =>
  merge(
    known,
    rows,
    wanted.map(({ name }) => name),
  );
writeFileSync(target, page(table(factorizations), table(functions), THRESHOLD, machine()));

function machine() {
  const { numpy, scipy } = judge.versions;
  return `${cpus()[0].model.trim()}, Node ${process.versions.node}, NumPy ${numpy}, SciPy ${scipy}`;
}

/** A and its factors as plain data. */
function arraysOf(a, factor) {
  const entries = Object.entries({ A: a, ...factor(a) });
  return entries.map(([name, x]) => ({ name, dtype: x.dtype, shape: x.shape, data: x.toTypedArray() }));
}

function note(worst, whose, found, where) {
  for (const [ratio, value] of Object.entries(found)) {
    if (ratio === "error") continue; // LAPACK gave up
    const entry = worst.get(ratio) ?? {};
    if (entry[whose] === undefined || !(value <= entry[whose].value)) entry[whose] = { value, where };
    worst.set(ratio, entry);
  }
}
