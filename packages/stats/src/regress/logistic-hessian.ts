import { type NDArray, array } from "@linnet/core";
import { type Gram, centredGram } from "./centred-gram.js";
import type { LogisticObjective, LogisticPoint } from "./logistic-objective.js";

/**
 * Second derivatives at a point, `[d, d]`: block a, b is Z̃ᵀ·diag(ωᵢ·(pₐ·δₐᵦ − pₐ·pᵦ))·Z̃, and λ·Mₐᵦ on its diagonal. Z̃ has a column of
 * ones for the intercept. The weights of a block have one sign: it is ± the Gram matrix of rows times their roots.
 *
 * @remarks ¾·n·(q + 1)²·k·(k + 1) flops.
 */
export function logisticHessian(objective: LogisticObjective, point: LogisticPoint): NDArray {
  const { scores, size, examples } = objective;
  const probabilities = (point.probabilities ?? objective.at(point.parameters).probabilities) as Float64Array; // kept
  const { data, means } = examples;
  const hessian = new Float64Array(size * size);
  for (let a = 0; a < scores; a++) {
    for (let b = 0; b <= a; b++) {
      const roots = rootsOfWeights(objective, probabilities, a, b);
      const rows = { data, means: means.some((mean) => mean !== 0) ? means : null, roots };
      addBlock(hessian, objective, a, b, centredGram(rows, roots));
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) hessian[j * size + i] = hessian[i * size + j];
  return array(hessian, { shape: [size, size] });
}

/** √(ωᵢ·pₐ·(1 − pₐ)), or √(ωᵢ·pₐ·pᵦ). */
function rootsOfWeights(
  { scores, examples }: LogisticObjective,
  probabilities: Float64Array,
  a: number,
  b: number,
): Float64Array {
  const { shares, indices } = examples;
  const roots = new Float64Array(indices.length);
  for (let i = 0; i < roots.length; i++) {
    const share = shares === null ? 1 / roots.length : shares[i];
    const [p, other] = [probabilities[i * scores + a], probabilities[i * scores + b]];
    roots[i] = Math.sqrt(share * p * (a === b ? 1 - p : other));
  }
  return roots;
}

/** @param gram of (x − mean)·root: factors of the columns come after, and products with the roots are those with the ones */
function addBlock(hessian: Float64Array, objective: LogisticObjective, a: number, b: number, gram: Gram): void {
  const { size, block } = objective;
  const { factors, intercept } = objective.examples;
  const q = factors.length;
  const sign = a === b ? 1 : -1;
  for (let i = 0; i < q; i++) {
    const row = (a * block + i) * size + b * block;
    for (let j = 0; j < q; j++) hessian[row + j] = sign * factors[i] * factors[j] * gram.products[i * q + j];
    hessian[row + i] += objective.curvature(i, a, b);
    if (!intercept) continue;
    hessian[row + q] = sign * factors[i] * gram.correlations[i];
    hessian[(a * block + q) * size + b * block + i] = sign * factors[i] * gram.correlations[i];
  }
  if (intercept) hessian[(a * block + q) * size + b * block + q] = sign * gram.targetSquare;
}
