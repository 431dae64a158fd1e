import { type NDArray, add, div, matmul, mul, slice, sqrt, sub } from "@linnet/core";

/** What scores along components are made of. */
export interface LinearModel {
  readonly mean: NDArray;
  readonly components: NDArray;
  readonly explainedVariance: NDArray;
  readonly whiten: boolean;
}

/** (x − x̄)·Vᵀ, divided by the deviations where the model whitens. */
export function scoresAlong(x: NDArray, { mean, components, explainedVariance, whiten }: LinearModel): NDArray {
  const scores: NDArray = matmul(sub(x, mean), components.T as NDArray);
  return whiten ? div(scores, deviations(explainedVariance)) : scores;
}

/** Back from scores along the first components, as many as there are columns. */
export function backFromScores(scores: NDArray, { mean, components, explainedVariance, whiten }: LinearModel): NDArray {
  const k: number = scores.shape[1];
  const scaled = whiten ? mul(scores, slice(deviations(explainedVariance), `:${k}`)) : scores;
  return add(matmul(scaled, slice(components, `:${k}`)), mean);
}

/** Standard deviations of the scores, 1 where a score does not vary. */
function deviations(variance: NDArray): NDArray {
  const s: NDArray = sqrt(variance);
  return add(s, s.equal(0).astype(s.dtype));
}
