import { type NDArray, type Random, random, slice } from "@linnet/core";
import {
  type EpochRecord,
  type FitOptions,
  Linear,
  type Layer,
  Relu,
  adam,
  crossEntropy,
  fit,
  predict,
  sequential,
} from "@linnet/nn";
import { type PCA, accuracy } from "@linnet/stats";
import type { DigitSet, Part } from "./dataset.js";
import { EPOCHS, type Experiment, SCORES } from "./experiment.js";

const HIDDEN = 128;
export const CLASSES = 10;

/** A trained model with what it reached on the test digits. */
export interface Outcome extends Experiment {
  readonly trained: Layer;
  readonly history: readonly EpochRecord[];
  readonly accuracy: number;
  /** Logits of the test digits, shape `[359, 10]`. */
  readonly logits: NDArray;
  readonly reason: "finished" | "aborted" | "stopped";
}

/** What a caller may decide and watch: how long a model trains, and what happens meanwhile. */
export type Watch = Pick<FitOptions<Layer>, "epochs" | "onStep" | "onEpoch" | "signal" | "pause" | "progress">;

/** An untrained model, drawn from a seed. */
export function buildModel({ model, features }: Experiment, rng: Random): Layer {
  const inputs = features === "pixels" ? 64 : SCORES;
  if (model === "softmax") return Linear.init(rng, inputs, CLASSES);
  return sequential(Linear.init(rng, inputs, HIDDEN), new Relu(), Linear.init(rng, HIDDEN, CLASSES));
}

/** The inputs of an experiment as the network takes them: float32. */
export function inputsOf({ features }: Experiment, part: Part, pca: PCA): NDArray {
  const x: NDArray = features === "pixels" ? part.x : slice(pca.transform(part.x) as NDArray, ":", `0:${SCORES}`);
  return x.astype("float32");
}

/** Trains one model and measures it on the test digits. */
export async function train(
  experiment: Experiment,
  digits: DigitSet,
  pca: PCA,
  seed: number,
  { epochs = EPOCHS[experiment.model], ...watch }: Watch = {},
): Promise<Outcome> {
  const examples = { x: inputsOf(experiment, digits.train, pca), y: digits.train.y };
  const test = { x: inputsOf(experiment, digits.test, pca), y: digits.test.y };
  const { model, history, reason } = await fit(buildModel(experiment, random(seed)), examples, {
    loss: crossEntropy,
    optimizer: adam({ learningRate: experiment.model === "softmax" ? 0.01 : 0.003 }),
    epochs,
    batchSize: 64,
    seed,
    validation: test,
    metrics: { accuracy },
    ...watch,
  });
  const logits = predict(model, test.x);
  return { ...experiment, trained: model, history, accuracy: accuracy(logits, test.y), logits, reason };
}
