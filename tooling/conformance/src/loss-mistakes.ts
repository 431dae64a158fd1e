import type { Mistake } from "./mistakes.js";

const pairs = "bce bceWithLogits hinge hingeEmbedding huber klDivergence mae mse poissonNll smoothL1 softMargin";
const alike = "prediction and target must have the same shape";
const labels = "targets must have the shape of the scores without the axis of classes";

/** Calls of losses that must not compile. */
export const lossMistakes: readonly Mistake[] = [
  ...pairs.split(" ").map((name): Mistake => [`${name}(zeros([3, 1]), zeros([3]));`, `${name}: ${alike}`]),
  ["gaussianNll(zeros([3, 1]), zeros([3]), ones([3]));", `gaussianNll: ${alike}`],
  ["crossEntropy(zeros([64, 10]), integers([32]));", `crossEntropy: ${labels}, or be distributions of their shape`],
  ["nll(zeros([64, 10]), integers([64, 10]));", `nll: ${labels}`],
  ["multiMargin(zeros([64, 10]), integers([10]));", `multiMargin: ${labels}`],
];
