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
 * @returns {{ set: string, quantity: string, digits: number }[]}
 */
export function anova(cases) {
  return cases.flatMap(({ name, inputs, expect }) => {
    const found = analyse(groupsOf(array(inputs.group.data), array(inputs.y.data)));
    return Object.entries(fields).map(([quantity, field]) => ({
      set: name.split("/").at(-1),
      quantity,
      digits: digits(found[field], expect[quantity].value.data[0]),
    }));
  });
}
