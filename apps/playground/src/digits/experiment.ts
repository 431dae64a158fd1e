/** What a model is shown of a digit. */
export type Features = "pixels" | "scores";
/** Softmax regression is one linear layer; the MLP has one hidden layer. */
export type ModelKind = "softmax" | "mlp";

/** One of the four ways in which the pipeline learns to read digits. Plain data: page, worker and files speak of it. */
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

/** Components that stand in for the 64 pixels: about nine tenths of the variance. */
export const SCORES = 30;

/** Passes over the training digits. */
export const EPOCHS: Readonly<Record<ModelKind, number>> = { softmax: 40, mlp: 30 };

/** "MLP on raw pixels". */
export function nameOf({ model, features }: Experiment): string {
  return `${model === "mlp" ? "MLP" : "softmax"} on ${features === "pixels" ? "raw pixels" : `${SCORES} PCA scores`}`;
}
