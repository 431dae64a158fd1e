// Digits of one-way analyses of variance that agree with NIST's certified ones: for docs/accuracy/stats.md.
import { array } from "@linnet/core";
import { anova as analyse } from "@linnet/stats";
import { groupsOf } from "../../oracle/stats-tests.mjs";

const fields = {
  f: "statistic",
  ss_between: "sumOfSquaresBetween",
  ss_within: "sumOfSquaresWithin",
  r2: "rSquared",
};

/**
 * @param cases of `oracle/nist.json`: those of `stats.anova_oneway` are taken
 * @returns {{ set: string, quantity: string, digits: number }[]} digits that agree, −log₁₀ of the relative error, 15 at most
 */
export function anova(cases) {
  return cases
    .filter(({ op }) => op === "stats.anova_oneway")
    .flatMap(({ name, inputs, expect }) => {
      const found = analyse(groupsOf(numbers(inputs.group), numbers(inputs.y)));
      return Object.entries(fields).map(([quantity, field]) => ({
        set: name.split("/").at(-1),
        quantity,
        digits: digitsOf(found[field], expect[quantity].value.data[0]),
      }));
    });
}

/** The oracle's arrays are lists, or bytes in base64. */
function numbers({ data, b64 }) {
  return array(data ?? Array.from(Buffer.from(b64, "base64")));
}

function digitsOf(value, certified) {
  if (value === certified) return 15;
  const digits = -Math.log10(Math.abs(value - certified) / Math.abs(certified));
  return Math.max(0, Math.min(15, digits));
}
