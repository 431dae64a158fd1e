import type { Inputs } from "./code.js";

export type Way = Inputs["by"];
export type Family = "LU" | "QR" | "LLT";

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
const GRAM_SCHMIDT: Cost = { name: "Gram–Schmidt", cubes: 2, once: "2·n³", squares: 3, each: "3·n²" };

/**
 * What each way costs.
 *
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.2, §4.2, §5.1 and §5.2
 */
export const COSTS: Readonly<Record<Way, Cost>> = {
  lu: LU,
  luWithoutPivoting: LU,
  householder: { name: "Householder’s QR", cubes: 4 / 3, once: "4⁄3·n³", squares: 3, each: "3·n²" },
  classical: GRAM_SCHMIDT,
  modified: GRAM_SCHMIDT,
  cholesky: { name: "Cholesky", cubes: 1 / 3, once: "⅓·n³", squares: 2, each: "2·n²" },
};

/** What A becomes. */
export const PRODUCTS: Readonly<Record<Family, string>> = { LU: "A[p] = L·U", QR: "A = Q·R", LLT: "A = L·Lᵀ" };

export function familyOf(way: Way): Family {
  if (way === "cholesky") return "LLT";
  return way.startsWith("lu") ? "LU" : "QR";
}

/** "667 million", "2,000". */
export function amount(operations: number): string {
  if (operations < 1e6) return Math.round(operations).toLocaleString("en");
  const [size, word] = operations < 1e9 ? [1e6, "million"] : [1e9, "billion"];
  return `${Number((operations / size).toPrecision(3))} ${word}`;
}
