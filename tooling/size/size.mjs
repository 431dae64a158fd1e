// `npm run size`: the budgets of budgets.mjs held against the built packages, as a table; exit code 1 if one is exceeded.
import { familiesIn } from "./absent.mjs";
import { absent, base, exceptions, further, madeOf } from "./budgets.mjs";
import { keptIn } from "./kept.mjs";
import { core, weigh } from "./weigh.mjs";

const problems = [];
const publicNames = Object.keys(await import(core)).filter((name) => !base.names.includes(name));
const parts = (name) => [...base.names, ...(madeOf[name] ?? [])];
const bundles = publicNames.flatMap((name) => [parts(name), [...parts(name), name]]);
const sizes = await weighEach([base.names, ...bundles]);

report(base.names.join(" + "), sizes(base.names), base.limit);
for (const name of publicNames) {
  const label = ["", ...(madeOf[name] ?? []), name].join(" + ").trimStart();
  report(label, sizes([...parts(name), name]) - sizes(parts(name)), exceptions[name] ?? further);
}
for (const name of [...Object.keys(madeOf), ...Object.values(madeOf).flat(), ...Object.keys(exceptions)]) {
  if (!publicNames.includes(name)) problems.push(`budgets.mjs names ${name}, which @linnet/core does not export`);
}

for (const found of await familiesIn(base.names, absent)) problems.push(`the base bundle contains ${found}`);
for (const name of await keptIn(base.names)) {
  problems.push(
    `the base bundle keeps ${name}, which it does not use: something is computed when its module is imported`,
  );
}
await proveSearchFindsSomething();

for (const problem of problems) console.log(`✗ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log(`✓ within budget; no ${Object.keys(absent).join(", ")} in the base bundle`);

function report(name, size, limit) {
  console.log(`${name.padEnd(28)} ${kilobytes(size)} of ${kilobytes(limit)}`);
  if (size > limit) problems.push(`${name}: at most ${limit} bytes gzipped; got ${size}`);
}

/** Weighs each bundle once; answers its size by the names in it. */
async function weighEach(imports) {
  const distinct = new Map(imports.map((names) => [names.join(), names]));
  const weighed = await weigh([...distinct.values()]);
  const known = new Map([...distinct.keys()].map((key, i) => [key, weighed[i]]));
  return (names) => known.get(names.join());
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(2)} kB`.padStart(9);
}

/** A search that finds nothing proves nothing unless it finds what is there: a bundle that does import the name. */
async function proveSearchFindsSomething() {
  for (const name of Object.values(absent)
    .flat()
    .filter((member) => publicNames.includes(member))) {
    const found = await familiesIn([...base.names, name], absent);
    if (found.length === 0) problems.push(`the search for ${name} fails to find it in a bundle that imports it`);
  }
}
