import type { Mistake } from "./mistakes.js";

const predictor = "step({ fit: (x: NDArray) => ({ predict: (z: NDArray) => z.add(x) }) })";

/** Steps that do not fit their neighbours, and what a pipeline cannot do. */
export const pipelineMistakes: readonly Mistake[] = [
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
