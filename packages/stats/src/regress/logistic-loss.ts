import type { LogisticExamples } from "./logistic-objective.js";

/** What a block of rows adds to the loss, and the least lead of an example's class over another. */
export interface Judgement {
  readonly loss: number;
  readonly margin: number;
}

/**
 * Of one score an example: ln(1 + eˢ) − s·y, by one exponential that does not overflow.
 *
 * @param block scores of the examples from `start` on; they become probabilities
 * @param residuals ωᵢ·(pᵢ − yᵢ), to be filled in
 * @param sums `[1]`, to which they are added
 */
export function judgeTwo(
  { indices, shares }: LogisticExamples,
  block: Float64Array,
  start: number,
  residuals: Float64Array,
  sums: Float64Array,
): Judgement {
  const equal = 1 / indices.length;
  let [loss, margin, sum] = [0, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < block.length; i++) {
    const share = shares === null ? equal : shares[start + i];
    const [score, index] = [block[i], indices[start + i]];
    const lead = index === 0 ? -score : score;
    if (lead < margin && share > 0) margin = lead;
    const tail = Math.exp(-Math.abs(score));
    loss += share * (Math.log1p(tail) - Math.min(lead, 0));
    const p = (score < 0 ? tail : 1) / (1 + tail);
    const other = (score < 0 ? 1 : tail) / (1 + tail);
    block[i] = p;
    residuals[i] = index === 0 ? share * p : -share * other;
    sum += residuals[i];
  }
  sums[0] += sum;
  return { loss, margin };
}

/** Of more than two classes, a score each but the first. @param sums `[scores]` */
export function judgeMore(
  { indices, shares }: LogisticExamples,
  block: Float64Array,
  start: number,
  residuals: Float64Array,
  sums: Float64Array,
): Judgement {
  const [scores, equal] = [sums.length, 1 / indices.length];
  let [loss, margin] = [0, Number.POSITIVE_INFINITY];
  for (let i = start, row = 0; row < block.length; i++, row += scores) {
    const [share, index] = [shares === null ? equal : shares[i], indices[i]];
    const own = index === 0 ? 0 : block[row + index - 1];
    let highest = index === 0 ? Number.NEGATIVE_INFINITY : 0; // of the other classes
    for (let a = 0; a < scores; a++) if (a + 1 !== index && block[row + a] > highest) highest = block[row + a];
    if (share > 0) margin = Math.min(margin, own - highest);
    const top = Math.max(own, highest);
    let total = Math.exp(-top);
    for (let a = 0; a < scores; a++) total += block[row + a] = Math.exp(block[row + a] - top);
    loss += share * (top - own + Math.log(total));
    for (let a = 0; a < scores; a++) {
      block[row + a] /= total;
      sums[a] += residuals[row + a] = share * (block[row + a] - (a + 1 === index ? 1 : 0));
    }
  }
  return { loss, margin };
}
