export { PCA } from "./decompose/pca.js";
export type { PCAOptions } from "./decompose/pca.js";
export { correlation, covariance } from "./describe/covariance.js";
export { accuracy } from "./metrics/accuracy.js";
export { confusionMatrix } from "./metrics/confusion-matrix.js";
export { Standardizer } from "./prepare/standardizer.js";
export type { StandardizerOptions } from "./prepare/standardizer.js";
export { trainTestSplit } from "./select/train-test-split.js";
export type { Part, SplitOptions } from "./select/train-test-split.js";
