import { type NDArray, random, slice } from "@linnet/core";
import { type LearningRate, adam, cosineDecay, crossEntropy, fit } from "@linnet/nn";
import { accuracy } from "@linnet/stats";
import { loadMnist } from "../data/mnist.js";
import { mlp } from "../models/mlp.js";
import { type Example, percent } from "../run/example.js";
import { learningCurves } from "../run/curves.js";

type Say = (line: string) => void;

const flat = (x: NDArray): NDArray => x.reshape([-1, 784]);

const BATCH = 64;

/** Adam in batches of 64, measured after every epoch. */
async function train(seed: number, examples: number, epochs: number, learningRate: LearningRate, say: Say) {
  const { train, test } = await loadMnist();
  const rows = `0:${examples}` as const;
  const data = { x: slice(flat(train.x), rows), y: slice(train.y, rows) };
  const validation = { x: flat(test.x), y: test.y };
  return fit(mlp(random(seed)), data, {
    loss: crossEntropy,
    optimizer: adam({ learningRate }),
    epochs,
    batchSize: BATCH,
    seed,
    validation,
    metrics: { accuracy },
    onEpoch: ({ epoch, loss, validation: measured }) =>
      say(`epoch ${epoch + 1}/${epochs}: loss ${loss.toFixed(4)}, test accuracy ${percent(measured?.accuracy ?? NaN)}`),
  });
}

/** Five epochs of all of MNIST. */
export const mlpMnist: Example = {
  name: "mlp",
  shows: "MLP 784-128-10 reads MNIST: Adam under half a cosine, 5 epochs of 60,000",
  bar: { words: "≥ 97.4 % of the test digits", holds: (share) => share >= 0.974 },
  seeds: [1, 2, 3],
  format: percent,
  async run(seed, say) {
    const { history } = await train(seed, 60_000, 5, cosineDecay(0.002, { steps: 5 * Math.ceil(60_000 / BATCH) }), say);
    return { value: history.at(-1)?.validation?.["accuracy"] ?? NaN, chart: learningCurves("MLP on MNIST", history) };
  },
};

/** One epoch of its first 10,000 images, where a network from other first values would show it. */
export const mlpFirstEpoch: Example = {
  name: "mlp-first-epoch",
  shows: "The same by Adam alone, after one epoch of the first 10,000: it learns at the pace of PyTorch",
  bar: { words: "0.886 to 0.903 (PyTorch's seeds)", holds: (share) => share >= 0.886 && share <= 0.903 },
  seeds: [1, 2, 3],
  format: (share) => share.toFixed(4),
  async run(seed, say) {
    const { history } = await train(seed, 10_000, 1, 0.001, say);
    return { value: history.at(-1)?.validation?.["accuracy"] ?? NaN };
  },
};
