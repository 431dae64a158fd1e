// `npm run size`: the budgets of budgets.mjs held against the built packages, as a table; exit code 1 if one is exceeded.
import { familiesIn } from "./absent.mjs";
import { absent, base, exceptions, further } from "./budgets.mjs";
import { core, weigh } from "./weigh.mjs";

const problems = [];
const publicNames = Object.keys(await import(core)).filter((name) => !base.names.includes(name));
const [baseSize, ...sizes] = await weigh([base.names, ...publicNames.map((name) => [...base.names, name])]);

report(base.names.join(" + "), baseSize, base.limit);
publicNames.forEach((name, index) => report(`+ ${name}`, sizes[index] - baseSize, exceptions[name] ?? further));

for (const found of await familiesIn(base.names, absent)) problems.push(`the base bundle contains ${found}`);
await proveSearchFindsSomething();

for (const problem of problems) console.log(`✗ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log(`✓ within budget; no ${Object.keys(absent).join(", ")} in the base bundle`);

function report(name, size, limit) {
  console.log(`${name.padEnd(28)} ${kilobytes(size)} of ${kilobytes(limit)}`);
  if (size > limit) problems.push(`${name}: at most ${limit} bytes gzipped; got ${size}`);
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
