import {
  type DType,
  type NDArray,
  type QuantileMethod,
  type Shape,
  ValueError,
  abs,
  div,
  median,
  quantile,
  sub,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type PerColumn, requireSampleArray } from "./sample.js";

/**
 * Median absolute deviation from the median, which half of the data may not move far:
 *
 *     MAD = medianᵢ |xᵢ − medianⱼ xⱼ|,  "normal": MAD/Φ⁻¹(3/4), which estimates σ of normal data
 *
 * @param x `[n]` or `[n, p]`
 * @param options `scale`: `"raw"` (default) or `"normal"`
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements
 * @see Rousseeuw & Croux, *Alternatives to the median absolute deviation*, JASA 88, 1993
 * @example
 * medianAbsoluteDeviation(array([1, 2, 3, 4, 1000])).item(); // 1
 */
export function medianAbsoluteDeviation<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly scale?: "raw" | "normal" },
): PerColumn<D, S> {
  const { scale = "raw" } = requireOptions("medianAbsoluteDeviation", options);
  if (scale !== "raw" && scale !== "normal") {
    throw new ValueError("medianAbsoluteDeviation", 'scale must be "raw" or "normal"', kindOf(scale));
  }
  const data = requireSampleArray("medianAbsoluteDeviation", x as NDArray);
  const deviation: NDArray = median(abs(sub(data, median(data, { axis: 0 }) as NDArray) as NDArray), { axis: 0 });
  return (scale === "raw" ? deviation : div(deviation, UPPER_QUARTILE)) as NDArray;
}

/** Φ⁻¹(3/4). */
const UPPER_QUARTILE = 0.674_489_750_196_081_7;

/**
 * Distance of the quartiles:
 *
 *     IQR = Q(3/4) − Q(1/4)
 *
 * @param x `[n]` or `[n, p]`
 * @param options `method`: of core's `quantile`, default `"linear"`
 * @returns 0-d, or `[p]`
 * @throws {ShapeError} unless `x` has one axis or two, and elements
 * @throws {ValueError} for NaN or infinite elements, and for an unknown method
 * @example
 * interquartileRange(array([1, 2, 3, 4, 5])).item(); // 2
 */
export function interquartileRange<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: { readonly method?: QuantileMethod },
): PerColumn<D, S> {
  const { method = "linear" } = requireOptions("interquartileRange", options);
  const data = requireSampleArray("interquartileRange", x as NDArray);
  const quartiles: NDArray = quantile(data, [0.25, 0.75], { axis: 0, method });
  return sub(quartiles.at(1) as NDArray, quartiles.at(0) as NDArray) as NDArray;
}
