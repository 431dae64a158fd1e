// Correct digits of NIST's one-way analyses of variance.
import { array } from "@linnet/core";
import { anova as analyse } from "@linnet/stats";
import { groupsOf } from "../../oracle/stats-tests.mjs";
import { digits } from "./nist-files.mjs";

const fields = {
  f: "statistic",
  ss_between: "sumOfSquaresBetween",
  ss_within: "sumOfSquaresWithin",
  r2: "rSquared",
};

/**
 * @param cases of `anovaCases`
 * @returns {{ set: string, quantity: string, digits: number, decimals: number }[]} with numbers as they are, and as decimals
 */
export function anova(cases) {
  return cases.flatMap(({ name, inputs, expect }) => {
    const groups = groupsOf(array(inputs.group.data), array(inputs.y.data));
    const [binary, decimal] = [analyse(groups), analyse(groups, { decimals: true })];
    return Object.entries(fields).map(([quantity, field]) => {
      const certified = expect[quantity].value.data[0];
      return {
        set: name.split("/").at(-1),
        quantity,
        digits: digits(binary[field], certified),
        decimals: digits(decimal[field], certified),
      };
    });
  });
}
