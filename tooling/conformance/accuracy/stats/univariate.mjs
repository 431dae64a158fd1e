// Correct digits of NIST's univariate sets: mean, standard deviation, first autocorrelation.
import { array } from "@linnet/core";
import { autocorrelation, sampleMean, standardDeviation } from "@linnet/stats";
import { digits } from "./nist-files.mjs";

/**
 * @param cases of `univariateCases`
 * @returns {{ set: string, quantity: "mean" | "std" | "autocorr1", digits: number }[]}
 */
export function univariate(cases) {
  return cases.flatMap(({ name, inputs, expect }) => {
    const y = array(Float64Array.from(inputs.y.data));
    const found = { mean: sampleMean(y), std: standardDeviation(y), autocorr1: autocorrelation(y, 1) };
    return Object.entries(found).map(([quantity, value]) => ({
      set: name.split("/").at(-1),
      quantity,
      digits: digits(value.item(), expect[quantity].value.data[0]),
    }));
  });
}
