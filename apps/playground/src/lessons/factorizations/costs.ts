import type { Inputs } from "./code.js";

/** Operations, of which an addition and a multiplication are one each, in the highest power of n. */
export interface Cost {
  readonly name: string;
  /** To take A apart, as a multiple of n³. */
  readonly cubes: number;
  readonly once: string;
  /** For each right-hand side, as a multiple of n². */
  readonly squares: number;
  readonly each: string;
}

const LU: Cost = { name: "LU", cubes: 2 / 3, once: "⅔·n³", squares: 2, each: "2·n²" };
const GRAM_SCHMIDT: Cost = { name: "QR by Gram–Schmidt", cubes: 2, once: "2·n³", squares: 3, each: "3·n²" };

/**
 * What each way costs.
 *
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.2.7, §4.2.5, §5.2.2 and §5.2.8
 */
export const COSTS: Readonly<Record<Inputs["by"], Cost>> = {
  lu: LU,
  luWithoutPivoting: LU,
  classical: GRAM_SCHMIDT,
  modified: GRAM_SCHMIDT,
};

/** "667 million", "2,000". */
export function amount(operations: number): string {
  if (operations < 1e6) return Math.round(operations).toLocaleString("en");
  const [size, word] = operations < 1e9 ? [1e6, "million"] : [1e9, "billion"];
  return `${Number((operations / size).toPrecision(3))} ${word}`;
}
