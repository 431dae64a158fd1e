// Evaluations of minimizers beside SciPy's where they take too long for a test; writes docs/accuracy/optimize.md.
//   npx pnpm --filter @linnet/tooling-conformance evaluations       (builds needed; some minutes)
import { readFileSync, writeFileSync } from "node:fs";
import { array } from "@linnet/core";
import { conjugateGradient, lbfgs, newton, trustRegion } from "@linnet/optimize";

const root = new URL("../../../", import.meta.url);
const fixtures = new URL("packages/optimize/src/fixtures/scipy-counts.json", root);
const { scipy, methods } = JSON.parse(readFileSync(fixtures, "utf8"));

/** Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)². */
function rosenbrock(x) {
  const p = x.toTypedArray();
  const gradient = new Float64Array(p.length);
  let value = 0;
  for (let i = 0; i + 1 < p.length; i++) {
    const t = p[i + 1] - p[i] * p[i];
    value += 100 * t * t + (1 - p[i]) ** 2;
    gradient[i] += -400 * p[i] * t - 2 * (1 - p[i]);
    gradient[i + 1] += 200 * t;
  }
  return { value, gradient: array(gradient) };
}

/** ½·Σ cᵢ·xᵢ² − Σ sin(i)·xᵢ with curvatures from 1 to the condition. */
function quadratic(n, condition) {
  const curvatures = Float64Array.from({ length: n }, (_, i) => condition ** (i / (n - 1)));
  const objective = (x) => {
    const p = x.toTypedArray();
    let value = 0;
    const gradient = p.map((v, i) => {
      value += v * ((curvatures[i] * v) / 2 - Math.sin(i));
      return curvatures[i] * v - Math.sin(i);
    });
    return { value, gradient: array(gradient) };
  };
  const product = (_x, v) => array(v.toTypedArray().map((value, i) => value * curvatures[i]));
  return { objective, product };
}

const alternating = array(Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? -1.2 : 1)));
const origin = array(new Float64Array(10_000));
const { objective, product } = quadratic(10_000, 1e6);
const steep = { gradientTolerance: 1e-4, maxIterations: 100_000 };
const long = { maxIterations: 100_000 };
const rows = [
  ["Rosenbrock, 1000 variables", "L-BFGS-B", () => lbfgs(rosenbrock, alternating, long)],
  ["Rosenbrock, 1000 variables", "CG", () => conjugateGradient(rosenbrock, alternating, long)],
  ["quadratic, 10000 variables, condition 1e6", "L-BFGS-B", () => lbfgs(objective, origin, steep)],
  ["quadratic, 10000 variables, condition 1e6", "CG", () => conjugateGradient(objective, origin, steep)],
  ["quadratic, 10000 variables, condition 1e6", "Newton-CG", () => newton(objective, origin, { product, ...steep })],
  [
    "quadratic, 10000 variables, condition 1e6",
    "trust-ncg",
    () => trustRegion(objective, origin, { product, ...steep }),
  ],
];

const lines = rows.map(([name, method, run]) => {
  const ours = run();
  const theirs = methods[method][name];
  const cells = [
    [ours.evaluations, theirs.evaluations],
    [ours.derivativeEvaluations, theirs.derivatives],
  ].flatMap(([a, b]) => (b === 0 ? ["", "", ""] : [a, b, (a / b).toFixed(2)]));
  const line = `| ${[name, method, ...cells].join(" | ")} |`;
  console.log(line);
  if (cells.some((cell, i) => i % 3 === 2 && cell > 1.3)) process.exitCode = 1;
  return line;
});

const page = `# Evaluations of minimizers

Until max |∂f/∂xᵢ| ≤ 1e-6, of the quadratic 1e-4, beside SciPy ${scipy}'s: evaluations of value and gradient, and products with the Hessian. To be at most 1.3
times as many. Smaller problems are in \`packages/optimize/src/scipy-counts.test.ts\` and \`lbfgs-bounded.test.ts\`, NIST's regressions in
\`tooling/conformance/src/nist-nonlinear.test.ts\`. Made by \`tooling/conformance/accuracy/evaluations.mjs\`.

| function | beside | evaluations | SciPy's | ratio | products | SciPy's | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
writeFileSync(new URL("docs/accuracy/optimize.md", root), page);
