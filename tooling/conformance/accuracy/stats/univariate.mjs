// Correct digits of NIST's univariate sets: mean, standard deviation, first autocorrelation.
import { array } from "@linnet/core";
import { autocorrelation, sampleMean, standardDeviation } from "@linnet/stats";
import { digits } from "./nist-files.mjs";

/**
 * @param cases of `univariateCases`
 * @returns {{ set: string, quantity: "mean" | "std" | "autocorr1", digits: number, decimals: number }[]} with
 *   numbers as they are, and as decimals
 */
export function univariate(cases) {
  return cases.flatMap(({ name, inputs, expect }) => {
    const y = array(Float64Array.from(inputs.y.data));
    const [binary, decimal] = [found(y, {}), found(y, { decimals: true })];
    return Object.keys(binary).map((quantity) => {
      const certified = expect[quantity].value.data[0];
      return {
        set: name.split("/").at(-1),
        quantity,
        digits: digits(binary[quantity].item(), certified),
        decimals: digits(decimal[quantity].item(), certified),
      };
    });
  });
}

function found(y, options) {
  return {
    mean: sampleMean(y, options),
    std: standardDeviation(y, options),
    autocorr1: autocorrelation(y, 1, options),
  };
}
