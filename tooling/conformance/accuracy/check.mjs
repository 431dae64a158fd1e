// The evaluator of 160 bits against constants that mpmath made: tooling/oracle/math-points.py.
import { readFileSync } from "node:fs";
import { abs, add, big, exponentOf, sub } from "./big-float.mjs";
import { functions } from "./functions.mjs";

/** Where the evaluator and mpmath differ by more than the constants' own rounding: sentences, none when all is well. */
export function disagreements() {
  const constants = JSON.parse(readFileSync(new URL("constants.json", import.meta.url), "utf8"));
  const found = functions
    .filter(({ name }) => !(name in constants))
    .map(({ name }) => `${name}: mpmath has no constants for it`);
  for (const { name, exact } of functions) {
    for (const [x, value, rest] of constants[name] ?? []) {
      const whole = add(big(value), big(rest));
      const error = abs(sub(exact(...[x].flat().map(big)), whole)); // x is a number, or two
      // 52 bits more than the rest's place, which is itself 53 below the value's; less where that is subnormal
      const bound = Math.max(exponentOf(whole) - 104, -1074);
      if (error.m !== 0n && exponentOf(error) > bound)
        found.push(`${name} of ${x} differs from mpmath in bit ${exponentOf(whole) - exponentOf(error)}`);
    }
  }
  return found;
}
