import type { Mistake } from "./mistakes.js";

const predictor = "step({ fit: (x: NDArray) => ({ predict: (z: NDArray) => z.add(x) }) })";

/** Layers and steps that do not fit their neighbours, and what a pipeline cannot do. */
export const chainMistakes: readonly Mistake[] = [
  [
    "sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 100, 10));",
    "sequential: layer 2 takes 100 features and is given 128",
  ],
  [
    "sequential(Conv2d.init(rng, 1, 8, 3), new Relu(), new MaxPool2d(2), Conv2d.init(rng, 16, 8, 3));",
    "sequential: layer 3 takes 16 channels and is given 8",
  ],
  ["residual(Linear.init(rng, 4, 8));", "residual: the layer takes 4 features and gives 8"],
  [`pipeline(${predictor}, step(PCA));`, "pipeline: step 0 has no transform, and is not the last"],
  [
    "pipeline(step(PCA), step({ fit: (x: readonly string[]) => ({ transform: () => x }) }));",
    "pipeline: step 1 takes no matrix, which is what the step before it gives",
  ],
  [
    "step({ fit: (x: NDArray, y: NDArray) => ({ x, y }) });",
    "step: fit(x, y) must take options as well, or the estimator say supervised: true",
  ],
  [
    "pipeline(step(PCA)).fit(zeros([5, 2])).predict(zeros([5, 2]));",
    "FittedPipeline.predict: the last step has no such method",
  ],
  [
    `pipeline(${predictor}).fit(zeros([5, 2])).transform(zeros([5, 2]));`,
    "FittedPipeline.transform: step 0 has no such method",
  ],
];
