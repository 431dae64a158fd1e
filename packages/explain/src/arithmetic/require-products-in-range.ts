import { ValueError } from "@linnet/core";
import type { Arithmetic } from "./arithmetic.js";
import type { Grid } from "./grid.js";

/**
 * For stories that multiply up to three entries with each other.
 *
 * @throws {ValueError} when such products of the largest entry of A leave the range of floats
 */
export function requireProductsInRange<T>(op: string, { value, unitRoundoff }: Arithmetic<T>, A: Grid<T>): void {
  const largest = Math.max(...A.flatMap((row) => row.map((entry) => Math.abs(value(entry)))));
  if (unitRoundoff === 0 || largest === 0) return;
  const power = unitRoundoff === 2 ** -24 ? 12 : 75;
  if (largest >= 10 ** -power && largest <= 10 ** power) return;
  const expected = `the largest entry of a must be between 1e-${power} and 1e${power} in size`;
  throw new ValueError(op, expected, largest, "Scale a first.");
}
