import { type NDArray, type Random, random, slice } from "@linnet/core";
import { type FitOptions, Linear, type Layer, Relu, adam, crossEntropy, fit, predict, sequential } from "@linnet/nn";
import { type PCA, accuracy } from "@linnet/stats";
import type { DigitSet, Part } from "./dataset.js";

/** What a model is shown of a digit. */
export type Features = "pixels" | "scores";
/** Softmax regression is one linear layer; the MLP has one hidden layer. */
export type ModelKind = "softmax" | "mlp";

/** One of the four ways in which the pipeline learns to read digits. */
export interface Experiment {
  readonly model: ModelKind;
  readonly features: Features;
}

export const experiments: readonly Experiment[] = [
  { model: "softmax", features: "scores" },
  { model: "softmax", features: "pixels" },
  { model: "mlp", features: "scores" },
  { model: "mlp", features: "pixels" },
];

/** Components that stand in for the 64 pixels: about 94 % of the variance. */
export const SCORES = 30;
const HIDDEN = 128;
const CLASSES = 10;

/** A trained model with what it reached on the test digits. */
export interface Outcome extends Experiment {
  readonly trained: Layer;
  readonly loss: readonly number[];
  readonly accuracy: number;
  /** Logits of the test digits, shape `[360, 10]`. */
  readonly logits: NDArray;
  readonly reason: "finished" | "aborted";
}

/** What a caller may watch and decide while a model trains. */
export type Watch = Pick<FitOptions<Layer>, "onStep" | "onEpoch" | "signal" | "pause" | "progress">;

/** "MLP on pixels". */
export function nameOf({ model, features }: Experiment): string {
  return `${model === "mlp" ? "MLP" : "softmax"} on ${features === "pixels" ? "raw pixels" : `${SCORES} PCA scores`}`;
}

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

/** Passes over the training digits. */
export const EPOCHS: Readonly<Record<ModelKind, number>> = { softmax: 40, mlp: 30 };

/** Trains one model and measures it on the test digits. */
export async function train(
  experiment: Experiment,
  digits: DigitSet,
  pca: PCA,
  seed: number,
  watch: Watch = {},
): Promise<Outcome> {
  const examples = { x: inputsOf(experiment, digits.train, pca), y: digits.train.y };
  const test = { x: inputsOf(experiment, digits.test, pca), y: digits.test.y };
  const { model, history, reason } = await fit(buildModel(experiment, random(seed)), examples, {
    loss: crossEntropy,
    optimizer: adam({ learningRate: experiment.model === "softmax" ? 0.01 : 0.003 }),
    epochs: EPOCHS[experiment.model],
    batchSize: 64,
    seed,
    validation: test,
    metrics: { accuracy },
    ...watch,
  });
  const logits = predict(model, test.x);
  const loss = history.map((epoch) => epoch.loss);
  return { ...experiment, trained: model, loss, accuracy: accuracy(logits, test.y), logits, reason };
}
