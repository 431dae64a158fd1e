// npm run accuracy -- distributions: the largest relative error of each function of each distribution against values of mpmath
// (tooling/oracle/distributions.py), into docs/accuracy/distributions.md. Exits 1 where one is above its bar.
import { readFileSync, writeFileSync } from "node:fs";
import {
  Beta,
  Binomial,
  ChiSquared,
  Exponential,
  FisherF,
  Gamma,
  LogNormal,
  Normal,
  Poisson,
  StudentT,
} from "@linnet/stats";

const BAR = 1e-11;

const laws = { Beta, Binomial, ChiSquared, Exponential, FisherF, Gamma, LogNormal, Normal, Poisson, StudentT };

const references = JSON.parse(readFileSync(new URL("references.json", import.meta.url), "utf8"));
const target = new URL("../../../../docs/accuracy/distributions.md", import.meta.url);

const rows = new Map();
for (const { distribution, args, function: name, x, y } of references) {
  const law = new laws[distribution](...args);
  const row = rows.get(`${distribution} ${name}`) ?? { distribution, name, error: 0, at: "", count: 0 };
  rows.set(`${distribution} ${name}`, row);
  x.forEach((point, i) => {
    if (y[i] === null) return; // beyond normal numbers
    row.count++;
    const error = errorOf(law[name](point), y[i], name.startsWith("log"));
    if (!(error <= row.error)) [row.error, row.at] = [error, `(${args.join(", ")}) at ${point.toPrecision(3)}`];
  });
}

for (const { distribution, name, error, at } of rows.values()) {
  if (error <= BAR) continue;
  process.exitCode = 1;
  console.log(`✗ ${distribution}.${name}: ${error.toPrecision(3)} ${at}`);
}
const lines = [...rows.values()].map(
  ({ distribution, name, error, at, count }) =>
    `| \`${distribution}\` | \`${name}\` | ${error === 0 ? 0 : error.toExponential(1)} | ${at} | ${count} |`,
);
writeFileSync(target, page(lines));
console.log(`${rows.size} functions, largest error ${Math.max(...[...rows.values()].map(({ error }) => error))}`);

/** Relative; of a logarithm absolute where that is below 1, for it is the relative error of what it is the logarithm of. */
function errorOf(value, exact, logarithm) {
  const error = Math.abs(value - exact) / (logarithm ? Math.max(1, Math.abs(exact)) : Math.abs(exact) || 1);
  return Number.isNaN(error) ? Infinity : error;
}

function page(rows) {
  return `# Accuracy of distributions

The largest relative error found against values of mpmath, at quantiles of both tails from 1/2 to 1e-300, of parameters small and large
(\`tooling/oracle/distributions.py\`). All must stay below ${BAR}. Of logarithms below 1 it is the absolute error.

| distribution | function | largest error | of (parameters) at | points |
| --- | --- | --: | --- | --: |
${rows.join("\n")}

Errors of tails are those of an exponential: ε times the logarithm of the tail, some 1e-13 at 1e-300. Made by \`npm run accuracy -- distributions\`.
`;
}
