import { type NDArray, mean, random, square, sub } from "@linnet/core";
import { adam, evaluate, fit, mse } from "@linnet/nn";
import { PCA } from "@linnet/stats";
import { splitDigits } from "../data/digits.js";
import { Autoencoder } from "../models/autoencoder.js";
import { learningCurves } from "../run/curves.js";
import type { Example } from "../run/example.js";

const CODE = 16;

/** What it is measured against: the best linear code of as many numbers, learned from the same digits. */
export function pcaError(train: NDArray, test: NDArray): number {
  const pca: PCA = PCA.fit(train, { components: CODE });
  return mean(square(sub(pca.reconstruct(test, CODE), test))).item();
}

export const autoencoder: Example = {
  name: "autoencoder",
  shows: "A digit in 16 numbers: an autoencoder against 16 principal components, on test digits",
  bar: { words: "squared error below PCA's (ratio < 1)", holds: (ratio) => ratio < 1 },
  seeds: [1, 2, 3],
  format: (ratio) => ratio.toFixed(3),
  run: (seed, say) => measure(seed, 100, say),
};

/** The ratio of squared errors on test digits, the network's to PCA's. */
export async function measure(seed: number, epochs: number, say: (line: string) => void) {
  const { train, test } = splitDigits();
  const [x, y] = [train.x, test.x].map((images) => images.reshape([-1, 64]) as NDArray);
  const { model, history } = await fit(
    Autoencoder.init(random(seed), 64, CODE),
    { x, y: x },
    {
      loss: mse,
      optimizer: adam({ learningRate: 0.002 }),
      epochs,
      batchSize: 64,
      seed,
      validation: { x: y, y },
      onEpoch: ({ epoch, loss }) =>
        void (epoch % 25 === 24 && say(`epoch ${epoch + 1}/${epochs}: loss ${loss.toFixed(5)}`)),
    },
  );
  const own = evaluate(model, { x: y, y }, { mse })["mse"];
  const linear = pcaError(x, y);
  const series = learningCurves("Autoencoder with a code of 16", history);
  return {
    value: own / linear,
    note: `mean squared error ${own.toFixed(5)}, of PCA ${linear.toFixed(5)}`,
    chart: { ...series, series: { ...series.series, "16 components of PCA": history.map(() => linear) } },
  };
}
