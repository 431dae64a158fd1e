// Correct digits of NIST's univariate sets: mean, standard deviation, first autocorrelation.
import { array } from "@linnet/core";
import { autocorrelation, sampleMean, standardDeviation } from "@linnet/stats";

/** More digits than certified values have are not counted. */
const MOST_DIGITS = 15;

/**
 * −log₁₀ of the relative error of each certified quantity.
 *
 * @param cases those of `stats.summary` in the reference's nist.json, inputs decoded or as they lie there
 * @returns {{ set: string, quantity: "mean" | "std" | "autocorr1", digits: number }[]}
 */
export function univariate(cases) {
  return cases.flatMap(({ name, inputs, expect }) => {
    const y = array(numbersOf(inputs.y));
    const found = { mean: sampleMean(y), std: standardDeviation(y), autocorr1: autocorrelation(y, 1) };
    return Object.entries(found).map(([quantity, value]) => ({
      set: name.split("/").at(-1),
      quantity,
      digits: correctDigits(value.item(), numbersOf(expect[quantity].value)[0]),
    }));
  });
}

function correctDigits(value, certified) {
  const error = Math.abs(value - certified) / Math.abs(certified);
  return Math.min(MOST_DIGITS, error === 0 ? MOST_DIGITS : -Math.log10(error));
}

function numbersOf({ dtype, data, re, b64 }) {
  if (b64 === undefined) return Float64Array.from(re ?? data);
  const bytes = Uint8Array.from(Buffer.from(b64, "base64"));
  return dtype === "u8" ? Float64Array.from(bytes) : new Float64Array(bytes.buffer);
}
