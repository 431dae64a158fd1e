import { random } from "@linnet/core";
import { adam, cosineDecay, crossEntropy, fit } from "@linnet/nn";
import { accuracy } from "@linnet/stats";
import { loadMnist } from "../data/mnist.js";
import { leNet5 } from "../models/le-net.js";
import { learningCurves } from "../run/curves.js";
import { type Example, percent } from "../run/example.js";

const EPOCHS = 5;
const BATCH = 64;

export const leNet: Example = {
  name: "le-net",
  shows: "LeNet-style CNN reads MNIST: Adam under half a cosine, 5 epochs of 60,000",
  bar: { words: "≥ 98.8 % of the test digits", holds: (share) => share >= 0.988 },
  seeds: [1, 2, 3],
  format: percent,
  async run(seed, say) {
    const { train, test } = await loadMnist();
    const steps = EPOCHS * Math.ceil(train.y.size / BATCH);
    const { history } = await fit(leNet5(random(seed)), train, {
      loss: crossEntropy,
      optimizer: adam({ learningRate: cosineDecay(0.002, { steps }) }),
      epochs: EPOCHS,
      batchSize: BATCH,
      seed,
      validation: test,
      metrics: { accuracy },
      onEpoch: ({ epoch, loss, validation: measured }) =>
        say(
          `epoch ${epoch + 1}/${EPOCHS}: loss ${loss.toFixed(4)}, test accuracy ${percent(measured?.accuracy ?? NaN)}`,
        ),
    });
    return { value: history.at(-1)?.validation?.["accuracy"] ?? NaN, chart: learningCurves("LeNet on MNIST", history) };
  },
};
