// A line of what is measured.
import * as kernels from "@linnet/kernels";

const known = { ...kernels };

/**
 * `map` or `zip` takes the operation of the same name; where this version has none, the line is left out.
 *
 * @returns {import("./functions.mjs").Measured}
 */
export function line(name, bound, exact, regions, double) {
  return { name, op: known[name], exact, double, bound, regions, pairs: exact.length === 2 };
}
