import { type NDArray, cos, mul, random, sin } from "@linnet/core";
import { type Layer, adam, fit, mse } from "@linnet/nn";
import { fitByGaussNewton, twoLayers } from "../models/gauss-newton.js";
import type { Example } from "../run/example.js";

const GOAL = 1e-4;
const RATES = [0.003, 0.01, 0.03];

export const gaussNewton: Example = {
  name: "gauss-newton",
  shows: "A network 2-16-1 learns a surface to a mean squared error of 1e-4: Gauss–Newton steps against Adam's",
  bar: { words: "Adam takes ≥ 10 × the steps", holds: (factor) => factor >= 10 },
  seeds: [1, 2, 3],
  format: (factor) => `${factor.toFixed(0)} ×`,
  run: (seed, say) => measure(seed, 3000, say),
};

/** How many times as many steps as Gauss–Newton Adam takes, at the best of three rates; `most` counts as not reached. */
export async function measure(seed: number, most: number, say: (line: string) => void) {
  const rng = random(seed);
  const x: NDArray = rng.uniform([256, 2], { low: -1, high: 1 });
  const y: NDArray = mul(sin(mul(x.slice(":", "0:1"), 3)), cos(mul(x.slice(":", "1:2"), 3)));
  const start = twoLayers(rng, 2, 16);
  const { losses } = fitByGaussNewton(start, x, y, GOAL, 200);
  const steps = losses.length - 1;
  say(`Gauss–Newton: ${steps} steps`);
  const runs: number[][] = [];
  for (const rate of RATES) {
    runs.push(await byAdam(start, x, y, rate, most));
    say(`Adam at ${rate}: ${runs.at(-1)?.length} steps, loss ${runs.at(-1)?.at(-1)?.toExponential(1)}`);
  }
  const best = runs.toSorted((a, b) => a.length - b.length)[0];
  const reached = best.length < most ? `${best.length} steps` : `more than ${most} steps`;
  return {
    value: best.length / steps,
    note: `${steps} steps of Gauss–Newton, ${reached} of Adam`,
    chart: comparison(losses, best),
  };
}

/** The loss before each step of Adam over all points, until it is reached. */
async function byAdam(start: Layer, x: NDArray, y: NDArray, learningRate: number, most: number): Promise<number[]> {
  const losses: number[] = [];
  const reached = new AbortController();
  await fit(
    start,
    { x, y },
    {
      loss: mse,
      optimizer: adam({ learningRate }),
      epochs: most,
      batchSize: x.shape[0],
      signal: reached.signal,
      progress: false,
      onStep({ loss }) {
        losses.push(loss);
        if (loss <= GOAL) reached.abort();
      },
    },
  );
  return losses;
}

/** What both have reached by powers of two of steps: a line of tens beside one of thousands. */
function comparison(gaussNewton: readonly number[], adam: readonly number[]) {
  const x = Array.from({ length: Math.floor(Math.log2(adam.length)) + 1 }, (_, i) => i);
  const at = (losses: readonly number[]) => x.map((power) => losses[Math.min(2 ** power, losses.length) - 1]);
  return {
    title: "Gauss–Newton and Adam",
    xLabel: "log₂ of steps",
    yLabel: "mean squared error",
    scale: "log" as const,
    x,
    series: { "Gauss–Newton": at(gaussNewton), Adam: at(adam) },
  };
}
