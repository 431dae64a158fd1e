// NIST's univariate and ANOVA sets as cases like those of the reference's nist.json: { name, op, inputs, expect }.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { block, linesOf, numbersOf, reference } from "./nist-files.mjs";

const univariateSets = "PiDigits Lottery Lew Mavro Michelso NumAcc1 NumAcc2 NumAcc3 NumAcc4".split(" ");
const anovaSets = "SiRstv AtmWtAg SmLs01 SmLs02 SmLs03 SmLs04 SmLs05 SmLs06 SmLs07 SmLs08 SmLs09".split(" ");

/** Of pi's digits there is no file of certified values beside the digits. */
const PI_DIGITS = { mean: 4.5348, std: 2.86733906028871, autocorr1: -0.00355099287237972 };

export function univariateCases() {
  return univariateSets.map((set) => {
    const { y, certified } = set === "PiDigits" ? piDigits() : readUnivariate(set);
    return caseOf("stats.summary", set, { y: vector(y) }, certified);
  });
}

export function anovaCases() {
  return anovaSets.map((set) => {
    const lines = linesOf(join("anova", set));
    const rows = block(lines, "Data")
      .filter((line) => line.trim() !== "")
      .map(numbersOf);
    const text = lines.slice(0, 60).join("\n");
    const between = numbersOf(/^\s*Between\s+\S+\s+(.*)$/m.exec(text)[1]);
    const within = numbersOf(/^\s*Within\s+\S+\s+(.*)$/m.exec(text)[1]);
    const certified = {
      f: between[3],
      ss_between: between[1],
      ss_within: within[1],
      r2: Number(/R-Squared\s+(\S+)/.exec(text)[1]),
      df_between: between[0],
      df_within: within[0],
    };
    const inputs = { group: vector(rows.map(([group]) => group)), y: vector(rows.map(([, y]) => y)) };
    return caseOf("stats.anova_oneway", set, inputs, certified);
  });
}

function piDigits() {
  const text = readFileSync(join(reference, "data/nist/PiDigits.digits"), "utf8");
  return { y: [...text.matchAll(/\d/g)].slice(0, 5000).map(Number), certified: PI_DIGITS };
}

function readUnivariate(set) {
  const lines = linesOf(set);
  const text = lines.slice(0, 60).join("\n");
  const rule = lines.findIndex((line) => line.startsWith("-----"));
  return {
    y: lines
      .slice(rule + 1)
      .filter((line) => line.trim() !== "")
      .map(Number),
    certified: {
      mean: Number(/Sample Mean\s*[^:]*:\s*(\S+)/.exec(text)[1]),
      std: Number(/Sample Standard Deviation[^:]*:\s*(\S+)/.exec(text)[1]),
      autocorr1: Number(/r\(1\):\s*(\S+)/.exec(text)[1]),
    },
  };
}

function vector(data) {
  return { dtype: "f64", shape: [data.length], data };
}

function caseOf(op, set, inputs, certified) {
  const entries = Object.entries(certified);
  const expect = entries.map(([name, v]) => [name, { value: { dtype: "f64", shape: [], data: [v] } }]);
  return { name: `nist/${op}/${set}`, op, inputs, expect: Object.fromEntries(expect) };
}
