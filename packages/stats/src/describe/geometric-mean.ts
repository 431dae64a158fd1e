import { type DType, type NDArray, type Shape, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { ExactSum } from "../precision/exact-sum.js";
import { type PerColumn, type Sample, type WeightOptions, requireSample, requireWeights } from "./sample.js";

/**
 * Geometric mean of a vector, or of the columns of a table:
 *
 *     (∏ᵢ xᵢ^{wᵢ})^{1/Σw} = 2^{Σᵢ wᵢ·log₂ xᵢ / Σᵢ wᵢ}
 *
 * @param x `[n]` or `[n, p]`, not negative; 0 where an element of positive weight is
 * @param options `weights` `[n]`, whatever they count
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for negative, NaN or infinite elements
 * @remarks Exponents are added exactly and apart from the mantissas, so that large and small numbers keep all digits. No derivative.
 * @example
 * geometricMean(array([1, 10, 100])).item(); // 10
 */
export function geometricMean<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: Pick<WeightOptions, "weights">,
): PerColumn<D, S> {
  const { weights } = requireOptions("geometricMean", options);
  const sample = requireSample("geometricMean", x as NDArray);
  const { values } = requireWeights("geometricMean", { weights, weighting: "reliability" }, sample.n);
  return sample.gather(sample.columns.map((column, j) => meanOfLogs(sample, j, column, values)));
}

function meanOfLogs(sample: Sample, j: number, column: Float64Array, weights: Float64Array | undefined): number {
  const exponents = new ExactSum();
  const mantissas = new ExactSum();
  const total = new ExactSum();
  for (let i = 0; i < column.length; i++) {
    if (column[i] < 0) {
      const got = `${column[i]} in ${sample.named(j)}, row ${i}`;
      throw new ValueError("geometricMean", "x must not be negative", got);
    }
    const weight = weights === undefined ? 1 : weights[i];
    if (weight === 0) continue;
    if (column[i] === 0) return 0;
    const exponent = Math.floor(Math.log2(column[i]));
    exponents.addProduct(weight, exponent);
    // In two steps: 2^1074 would overflow.
    mantissas.addProduct(
      weight,
      Math.log2(column[i] / 2 ** Math.trunc(exponent / 2) / 2 ** (exponent - Math.trunc(exponent / 2))),
    );
    total.add(weight);
  }
  const whole = Math.floor(exponents.value / total.value);
  const left = exponents.high - whole * total.value + exponents.low;
  return 2 ** ((left + mantissas.value) / total.value) * 2 ** whole;
}
