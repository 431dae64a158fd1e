import { type DType, type NDArray, type Shape, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { centralMoments } from "../precision/central-moments.js";
import { ExactSum } from "../precision/exact-sum.js";
import { type DecimalOptions, restsOf } from "./sample-variance.js";
import { type PerColumn, requireSample } from "./sample.js";

/**
 * Autocorrelation of a series, or of the columns of a table, with itself `lag` steps later:
 *
 *     r = Σᵢ (xᵢ − x̄)(xᵢ₊ₗ − x̄) / Σᵢ (xᵢ − x̄)²,  the upper sum over the n − l pairs that there are
 *
 * @param x `[n]` or `[n, p]`, rows in the order of time
 * @param lag an integer in [0, n − 1]; default 1
 * @param options `decimals`: numbers as they print
 * @returns 0-d, or `[p]`, in [−1, 1]
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, for what does not vary, and for a lag that is out of range
 * @see Box & Jenkins, *Time Series Analysis*, 1976, §2.1.5
 * @example
 * autocorrelation(array([1, 3, 2])).item(); // -0.5
 */
export function autocorrelation<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  lag = 1,
  options?: DecimalOptions,
): PerColumn<D, S> {
  const { decimals } = requireOptions<DecimalOptions>("autocorrelation", options);
  const sample = requireSample("autocorrelation", x as NDArray);
  if (!Number.isInteger(lag) || lag < 0 || lag >= sample.n) {
    throw new ValueError("autocorrelation", `lag must be an integer in [0, ${sample.n - 1}]`, kindOf(lag));
  }
  return sample.gather(
    sample.columns.map((column, j) => {
      const rests = restsOf(column, decimals);
      const { mean, meanTail, unit, m2 } = centralMoments(column, undefined, rests);
      if (m2 === 0) {
        throw new ValueError("autocorrelation", "no column may be constant", sample.named(j), "Drop it first.");
      }
      const d = column.map((v, i) => (v - mean - meanTail + (rests?.[i] ?? 0)) / unit);
      const products = new ExactSum();
      for (let i = lag; i < d.length; i++) products.addProduct(d[i - lag], d[i]);
      return products.value / m2;
    }),
  );
}
