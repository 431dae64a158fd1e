import { type NDArray, add, any, array, expandDims, mul, notEqual, reciprocal, sub } from "@linnet/core";
import { DerivativeError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";

/** What the derivative of eigen- or singular vectors divides by. */
export interface GapRules {
  /** The public operation, for messages. */
  readonly op: string;
  /** "eigenvalues" or "singular values". */
  readonly noun: string;
  /** An operation without vectors, which has a derivative at repeated values too. */
  readonly instead: string;
  /** Fᵢⱼ = 1/(xⱼ² − xᵢ²) instead of 1/(xⱼ − xᵢ). */
  readonly squared: boolean;
}

/**
 * Fᵢⱼ = 1/(xⱼ − xᵢ) off the diagonal, 0 on it.
 *
 * Vectors of a repeated value are not differentiable: they may turn within their space. Where a loss uses neither
 * vector of such a pair, the pair counts 0; where it does, this refuses.
 *
 * @param values shape `[…, k]`
 * @param cotangents of the vectors, their columns belonging to the values; null when all are used
 * @throws {DerivativeError} when a used pair of values differs by no more than k·ε·max|x|
 */
export function reciprocalGaps(rules: GapRules, values: NDArray, cotangents: readonly NDArray[] | null): NDArray {
  const mask = skippedPairs(rules, values, cotangents === null ? null : usedColumns(cotangents));
  const x = expandDims(values, -2);
  const y = expandDims(values, -1);
  const gap = rules.squared ? mul(sub(x, y), add(x, y)) : sub(x, y);
  return mul(reciprocal(add(gap, mask)), sub(1, mask));
}

/** For each value, whether a cotangent has a nonzero entry in its column. */
function usedColumns(cotangents: readonly NDArray[]): Uint8Array {
  const flags = cotangents.map((ct) => any(notEqual(ct, 0), { axis: -2 }).toTypedArray());
  return Uint8Array.from(flags[0], (_, i) => (flags.some((f) => f[i] !== 0) ? 1 : 0));
}

/** 1 for the pairs that count nothing: the diagonal, and repeated values that nobody asks about. */
function skippedPairs({ op, noun, instead }: GapRules, values: NDArray, used: Uint8Array | null): NDArray {
  const k = values.shape[values.ndim - 1];
  const data = values.toTypedArray();
  const mask = new Float64Array(values.size * k);
  for (let start = 0; start < values.size; start += k) {
    let largest = 0;
    for (let i = 0; i < k; i++) largest = Math.max(largest, Math.abs(data[start + i]));
    const tolerance = k * epsilonOf(values.type) * largest;
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const repeated = i === j || Math.abs(data[start + i] - data[start + j]) <= tolerance;
        if (!repeated) continue;
        if (i !== j && (used === null || used[start + i] === 1 || used[start + j] === 1)) {
          throw new DerivativeError(
            op,
            `the derivative of vectors needs distinct ${noun}`,
            `${data[start + i]} and ${data[start + j]} at indices ${i} and ${j}`,
            `Use ${instead} where only the values matter.`,
          );
        }
        mask[(start + i) * k + j] = 1;
      }
    }
  }
  return array(mask, { shape: [...values.shape, k], dtype: values.dtype });
}
