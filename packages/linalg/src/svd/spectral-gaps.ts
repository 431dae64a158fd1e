import { type NDArray, add, any, expandDims, mul, notEqual, reciprocal, sub } from "@linnet/core";
import { type Primitive, bind, elements, primitive, rowMajor } from "@linnet/core/extend";
import type { TypedArray } from "@linnet/kernels";
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
  const used = cotangents?.map((ct) => any(notEqual(ct, 0), { axis: -2 })) ?? []; // whether an entry of a column is not 0
  const mask = bind(skippedPairsP, [values, ...used], rules);
  const x = expandDims(values, -2);
  const y = expandDims(values, -1);
  const gap = rules.squared ? mul(sub(x, y), add(x, y)) : sub(x, y);
  return mul(reciprocal(add(gap, mask)), sub(1, mask));
}

/**
 * 1 for the pairs that count nothing: the diagonal, and repeated values that nobody asks about. Inputs: the values, and which of
 * their vectors each cotangent uses; without any, all are used.
 */
const skippedPairsP: Primitive<GapRules> = /* @__PURE__ */ primitive<GapRules>("spectralGaps", {
  batch: [1],
  abstract: ([{ type, layout }]) => ({
    type,
    layout: rowMajor([...layout.shape, layout.shape[layout.shape.length - 1]]),
  }),

  evaluate([values, ...used], out, rules) {
    const flags = used.map((columns) => columns.toTypedArray());
    const isUsed = (i: number): boolean => flags.length === 0 || flags.some((flag) => flag[i] !== 0);
    markPairs(values, isUsed, elements(out.storage, out.type), rules);
  },

  derivative: false,
});

/** Writes the mask, which is a fresh output: it begins at 0 and is contiguous. */
function markPairs(
  values: NDArray,
  isUsed: (i: number) => boolean,
  mask: TypedArray,
  { op, noun, instead }: GapRules,
): void {
  const k = values.shape[values.ndim - 1];
  const data = values.toTypedArray();
  mask.fill(0, 0, values.size * k);
  for (let start = 0; start < values.size; start += k) {
    let largest = 0;
    for (let i = 0; i < k; i++) largest = Math.max(largest, Math.abs(data[start + i]));
    const tolerance = k * epsilonOf(values.type) * largest;
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const repeated = i === j || Math.abs(data[start + i] - data[start + j]) <= tolerance;
        if (!repeated) continue;
        if (i !== j && (isUsed(start + i) || isUsed(start + j))) {
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
}
