// Correct digits of NIST's univariate sets: mean, standard deviation, first autocorrelation.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { array } from "@linnet/core";
import { autocorrelation, sampleMean, standardDeviation } from "@linnet/stats";

const sets = ["Lottery", "Lew", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"];

/**
 * All nine sets as cases of `univariate`, from NIST's own files: decimals are read once, as doubles.
 *
 * @param {string} folder that holds Lottery.dat and the others
 * @see https://www.itl.nist.gov/div898/strd/univ/homepage.html
 */
export function univariateCases(folder) {
  const digits = [...readFileSync(join(folder, "PiDigits.digits"), "utf8").trim()].map(Number);
  const pi = { mean: 4.5348, std: 2.86733906028871, autocorr1: -0.00355099287237972 }; // as NIST's page certifies them
  return [...sets.map((name) => caseOf(name, ...readSet(join(folder, `${name}.dat`)))), caseOf("PiDigits", digits, pi)];
}

function readSet(path) {
  const text = readFileSync(path, "utf8");
  const certified = (title) => Number(text.match(new RegExp(`^Sample ${title}.*:\\s*(\\S+)`, "m"))[1]);
  const data = text.split(/^-{5,}\s*$/m).at(-1);
  const expected = {
    mean: certified("Mean"),
    std: certified("Standard Deviation"),
    autocorr1: certified("Autocorrelation"),
  };
  return [data.trim().split(/\s+/).map(Number), expected];
}

function caseOf(name, data, expected) {
  const expect = Object.fromEntries(
    Object.entries(expected).map(([quantity, v]) => [quantity, { value: { data: [v] } }]),
  );
  return { name, inputs: { y: { data } }, expect };
}

/** More digits than certified values have are not counted. */
const MOST_DIGITS = 15;

/**
 * −log₁₀ of the relative error of each certified quantity.
 *
 * @param cases of `univariateCases`, or those of `stats.summary` in the reference's nist.json, decoded or as they lie there
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
